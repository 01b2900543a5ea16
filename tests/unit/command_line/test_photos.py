"""``photos``: the words inside photos become suggestions, and nothing that an editor wrote is lost."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from plugins.command_line.arguments import parse
from plugins.command_line.exits import Exit, Stopped
from plugins.command_line.photos import photos
from plugins.documents.photo_sidecar import read_sidecar
from plugins.photo_gallery.embedded_words import suggestion_of
from plugins.photo_gallery.mended_text import decoded, mended
from plugins.photo_gallery.sidecar_draft import quoted

CAPTION = "“重庆工人红岩大思政课”启动"
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" photoshop:City="重庆" photoshop:DateCreated="2024-08-29T09:30:00"
 exif:GPSLatitude="29,33.8N" exif:GPSLongitude="106,33.1E">
<dc:creator><rdf:Seq><rdf:li>徐熙孟</rdf:li><rdf:li>陈军</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="en">Opening</rdf:li><rdf:li xml:lang="zh-CN">启动仪式</rdf:li></rdf:Alt></dc:description>
<photoshop:Credit>重庆晨报</photoshop:Credit></rdf:Description></rdf:RDF></x:xmpmeta>"""


def jpeg(colour=(10, 20, 30), size=(640, 480), **options):
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG", **options)
    return buffer.getvalue()


def with_iptc(data, records):
    """A JPEG with IPTC records (number to bytes) in the place where Photoshop keeps them."""
    body = b"".join(b"\x1c\x02" + struct.pack(">BH", number, len(text)) + text for number, text in records.items())
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)
    segment = b"Photoshop 3.0\0" + resource
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def exif(**tags):
    found = Image.Exif()
    for tag, value in tags.items():
        found[int(tag.removeprefix("t"), 16)] = value
    return found


def with_raw_description(text):
    """EXIF with bytes that Pillow itself would not write: a description in GBK."""
    head = b"II*\0\x08\0\0\0" + struct.pack("<H", 1)
    entry = struct.pack("<HHII", 0x010E, 2, len(text) + 1, 26)
    return b"Exif\0\0" + head + entry + b"\0\0\0\0" + text + b"\0"


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "content/albums/灯 光"
    found.mkdir(parents=True)
    return found


@pytest.fixture
def run(tmp_path, capsys):
    def run(path="albums/灯 光", *more):
        asked = parse(["photos", str(path), "--content", str(tmp_path / "content"), *more], tmp_path)
        code = photos(asked)
        return code, capsys.readouterr()

    return run


def said(folder, data, name="a.jpg"):
    (folder / name).write_bytes(data)
    return suggestion_of(folder / name)


@pytest.mark.parametrize(
    "data",
    [
        with_iptc(jpeg(), {120: CAPTION.encode("gbk")}),
        with_iptc(jpeg(), {120: CAPTION.encode()}),
        with_iptc(jpeg(), {120: CAPTION.encode().decode("latin-1").encode()}),
        jpeg(exif=with_raw_description(CAPTION.encode("gb18030"))),
        jpeg(exif=with_raw_description(CAPTION.encode())),
        jpeg(exif=exif(t9C9C=CAPTION.encode("utf-16-le") + b"\0\0")),
        jpeg(xmp=XMP.replace("启动仪式", CAPTION).encode()),
        jpeg(xmp=XMP.replace("启动仪式", CAPTION.encode().decode("latin-1")).encode()),
    ],
    ids=["iptc-gbk", "iptc-utf8", "iptc-twice", "exif-gbk", "exif-utf8", "xp", "xmp", "xmp-latin-1"],
)
def test_a_caption_is_read_whatever_its_encoding(folder, data):
    assert said(folder, data).caption == CAPTION


def test_xmp_tells_the_photographers_the_agency_and_the_day(folder):
    found = said(folder, jpeg(xmp=XMP.encode()))
    assert (found.credit, found.agency, found.taken, found.location) == ("徐熙孟、陈军", "重庆晨报", "2024-08-29", "重庆")
    assert found.caption == "启动仪式"


@pytest.mark.parametrize("order", ["le", "be"])
def test_the_user_comment_is_read_in_either_byte_order(folder, order):
    data = exif()
    data.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + CAPTION.encode(f"utf-16-{order}")
    assert said(folder, jpeg(exif=data)).caption == CAPTION


@pytest.mark.parametrize(
    "text",
    ["OLYMPUS DIGITAL CAMERA", "cof", '{"mirror":false}', "拍摄于29.5630, 106.5516", "联系13800138000", "东经106°33′", "Untitled"],
)
def test_what_a_machine_wrote_or_nobody_should_pass_on_is_no_suggestion(folder, text):
    assert said(folder, with_iptc(jpeg(), {120: text.encode(), 80: text.encode()})).caption == ""


@pytest.mark.parametrize("day", ["00000000", "19700101", "20241345", "abcd"])
def test_a_clock_that_was_never_set_is_no_day(folder, day):
    assert said(folder, with_iptc(jpeg(), {55: day.encode()})).taken == ""


def test_hostile_metadata_costs_only_the_suggestion(folder):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    for data in (jpeg(xmp=bomb), jpeg(xmp=b"<x"), jpeg(exif=b"Exif\0\0II*\0\xff\xff\xff\xff"), with_iptc(jpeg(), {120: b"\xff" * 30})):
        assert said(folder, data).title == ""


@pytest.mark.parametrize("text", ["café", "Müller", "naïve façade", "Ångström", "重庆 café"])
def test_western_letters_stay(text):
    assert mended(text) == text
    assert decoded(text.encode()) == text


def test_the_sidecar_is_written_with_what_is_known_and_alt_left_open(folder, run):
    (folder / "图10.jpg").write_bytes(jpeg((1, 2, 3), xmp=XMP.encode()))
    (folder / "图2 (副本).JPG").write_bytes(jpeg((4, 5, 6)))
    code, out = run()
    text = (folder / "photos.yaml").read_text(encoding="utf-8")
    assert code == 0
    assert out.out.endswith("albums/灯 光/photos.yaml\n")
    assert text.index("图2") < text.index("图10")
    assert "29,33" not in text
    assert "GPS" not in text
    sidecar = read_sidecar(folder, "photos.yaml")
    assert sidecar.problems == ()
    assert sidecar.entries["图10.jpg"].words.caption == "启动仪式"
    assert all(entry.words.alt is None for entry in sidecar.entries.values())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_nothing_that_an_editor_wrote_changes(folder, run, end, bom):
    (folder / "a.jpg").write_bytes(jpeg((1, 2, 3), xmp=XMP.encode()))
    (folder / "b.jpg").write_bytes(jpeg((4, 5, 6)))
    mine = f"{bom}# 我的备注{end}a.jpg:{end}  说明: 我写的  # 别动{end}  alt: 人们".encode()
    (folder / "photos.yaml").write_bytes(mine)
    run()
    once = (folder / "photos.yaml").read_bytes()
    assert once.startswith(mine)
    assert once.count(b"\n") == once.count(end.encode())
    assert read_sidecar(folder, "photos.yaml").entries["a.jpg"].words.caption == "我写的"
    assert "b.jpg" in read_sidecar(folder, "photos.yaml").entries
    run()
    assert (folder / "photos.yaml").read_bytes() == once


def test_a_sidecar_that_cannot_be_read_is_left_alone(folder, run):
    (folder / "a.jpg").write_bytes(jpeg())
    for broken in (b"a.jpg: 'x\n", "a.jpg: 说明".encode("gbk"), b"- a.jpg\n", b"a.jpg: 1\n---\nb.jpg: 2\n"):
        (folder / "photos.yaml").write_bytes(broken)
        with pytest.raises(Stopped) as stopped:
            run()
        assert stopped.value.code == Exit.CONTENT
        assert (folder / "photos.yaml").read_bytes() == broken


def test_broken_double_and_foreign_photos_are_told(folder, run):
    (folder / "好.jpg").write_bytes(jpeg())
    (folder / "好 副本.jpg").write_bytes(jpeg())
    (folder / "坏.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    (folder / "空.png").write_bytes(b"")
    (folder / "手机.HEIC").write_bytes(b"....ftypheic")
    code, out = run()
    assert code == Exit.CONTENT
    for words in ("坏.jpg", "空.png", "手机.HEIC", "同一张照片"):
        assert words in out.err
    assert len(read_sidecar(folder, "photos.yaml").entries) == 1


@pytest.mark.parametrize(
    "name",
    ["a: b.jpg", "#1.jpg", "- x.jpg", "it's.jpg", "[1].jpg", "2024.jpg", "图：一.jpg", "a'b\"c.jpg", "%20.jpg", "100%.jpg", "!x.jpg", "*.jpg", "yes.jpg"],
)
def test_odd_names_come_back_as_they_are(folder, run, name):
    (folder / name).write_bytes(jpeg())
    run()
    sidecar = read_sidecar(folder, "photos.yaml")
    assert list(sidecar.entries) == [name]
    assert sidecar.problems == ()


@pytest.mark.parametrize("text", ["甲: 乙", "- 甲", "'", '"', "甲 #乙", "[甲]", "{", "&a", "*a", "!a", "true", "1e3", "~", "甲\\乙", "@甲", "%", "？", "> 甲", "| 甲"])
def test_every_suggestion_reads_back(text, folder):
    (folder / "a.jpg").write_bytes(jpeg())
    (folder / "photos.yaml").write_text(f"a.jpg:\n  说明: {quoted(text)}\n", encoding="utf-8")
    sidecar = read_sidecar(folder, "photos.yaml")
    assert sidecar.problems == ()
    assert sidecar.entries["a.jpg"].words.caption == text


def test_folders_are_found_as_windows_and_people_write_them(folder, run):
    (folder / "a.jpg").write_bytes(jpeg())
    for spelling in ("albums\\灯 光", "albums\\灯 光\\", "albums/灯 光/", '"albums/灯 光"', folder):
        assert run(spelling)[0] == 0
    for wrong in ("albums/没有", folder / "a.jpg", " "):
        with pytest.raises(Stopped):
            run(wrong)
