"""Which characters are Han, and which take the place of one: regular-expression classes, without the brackets."""

HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
WIDE = HAN + "\u3000-〿＀-￯‘-‟…—·"
"""Han characters and the punctuation that is set as wide as they are."""
