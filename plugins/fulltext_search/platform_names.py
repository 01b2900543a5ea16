"""Names that are not ours to shorten: the language's, the browser's, and those in the files of the index."""

LANGUAGE = """
arguments as async await break case catch class const constructor continue default delete do else export extends false
finally for from function get if import in instanceof let new null of return set static super switch this throw true try
typeof undefined var void while with yield
"""
PLATFORM = """
AbortController Array Blob Boolean DataView DecompressionStream Error Float64Array Infinity JSON Map Math Number
Object Promise RegExp Response SHORT Set String TextDecoder TextEncoder TypeError URL Uint16Array Uint32Array
Uint8Array abort active activeElement add addEventListener address after all alt altKey anchor and append arrayBuffer
assign async atob autocomplete back baseURI before blur body buffer byteOffset bytes cache call caption catch
charCodeAt children className clear clearTimeout click close closed closest clz32 code codePointAt complete
constructor continue control controls count createElement ctrlKey currentScript data dataset dateTime decode delete
disabled div document documentElement element empty encode encodeURIComponent encoding end endsWith error event every
exec fetch files fill filter finally find first flat flatMap floor focus for forEach force forget form format forms
freeze from fromCharCode fromEntries gamma get getElementById getUint32 group has hasAttribute hasOwn hasOwnProperty
hash head hidden high history href image imul includes index indexOf input isComposing item join json key keyCode keys
kind label labels last length line link links list loading location log log2 low map mark match matchAll max metaKey
min name next normalize number only open options padStart parse part pattern phrase phrases pipeThrough pop
preventDefault promise prototype push pushState query querySelector querySelectorAll range ranges read ready
readyState reduce remove removeAttribute replace replaceChildren requestSubmit response result results reverse role
root rows scale scrollIntoView search searchParams selected set setAttribute setTimeout shiftKey show signal size
slice small some sort source span split src start startsWith status step stream stretch subarray submit symbols table
take target test text textContent then time title toLowerCase toString toggle total trim try turn type undefined unit
url value valueOf values view volume weight when which width window with
"""
INDEX = """
column day district districts documents events facets folding folds format kind labels lexicon name names passages
people photos readings shards sounds start synonyms title url volumes years
"""
KEPT = frozenset(f"{LANGUAGE} {PLATFORM} {INDEX}".split())
"""``PLATFORM`` are the names that our modules use and that Chromium knows, whatever we mean by them."""
