"""What people come for, driven in Chromium: each task begins on the front page and takes at most three actions."""

import pytest

pytestmark = pytest.mark.browser
MOST_ACTIONS = 3


class Reader:
    """A reader on a phone who begins on the front page; every click, key and query is counted."""

    def __init__(self, page):
        self.page = page
        self.actions = 0
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto("/")

    def _act(self):
        self.actions += 1
        assert self.actions <= MOST_ACTIONS

    def opens(self, name, within="body"):
        self._act()
        self.page.locator(within).get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def presses(self, name):
        self._act()
        self.page.get_by_role("button", name=name, exact=True).click()

    def searches(self, words):
        self._act()
        self.page.goto(f"/search/?q={words}")  # the form's own address, which is one action of typing and Enter
        self.page.locator("ol#results > li > a[href]").first.wait_for(timeout=15000)

    def reads(self, *words):
        text = self.page.locator("main").inner_text()
        for word in words:
            assert word in text


@pytest.fixture
def reader(page):
    return Reader(page)


def test_what_a_model_worker_gets_who_graduates(reader):
    reader.opens("补助", "nav")
    reader.reads("6000元", "5000元", "重庆五一劳动奖章获得者", "按期毕业", "几处来源说法不同")


def test_what_there_is_for_couriers(reader):
    reader.opens("补助", "nav")
    reader._act()
    reader.page.get_by_label("人群").select_option("新就业形态劳动者")
    shown = reader.page.locator("#benefits > li:visible h2").all_inner_texts()
    assert shown
    assert all("定额补助" not in text for text in shown)
    assert any("小哥学院" in text for text in shown)


def test_until_when_an_essay_can_be_sent(reader):
    reader.opens("实施意见", "main")
    deadlines = reader.page.locator(".deadlines").inner_text()
    assert "征文" in deadlines
    assert "10月17日前" in deadlines
    assert "待核实" in deadlines


def test_when_fu_guotao_spoke(reader):
    reader.searches("傅国涛")
    reader.opens("傅国涛：一个岗位，三十六年", "main")
    reader.reads("宣讲过全国两会精神", "具体时间，原稿没有写明，待核实")


def test_what_happened_in_bishan_in_august_2024(reader):
    reader.opens("区县", "nav")
    reader.opens("璧山区", "main")
    reader.opens("一周动态", "main")
    reader.reads("璧山区总工会", "2024年集体协商竞赛")


def test_subscribe_to_what_happens_in_a_district(reader):
    reader.opens("订阅", "footer")
    link = reader.page.locator("main a[href='/calendar/district/bishan.ics']").first
    assert reader.page.request.get(link.get_attribute("href")).text().startswith("BEGIN:VCALENDAR")


def test_what_is_new_in_dazu(reader):
    reader.opens("区县", "nav")
    reader.opens("大足区", "main")
    assert reader.page.locator("main a[href='/feeds/district/dazu.atom.xml']").count() == 1
    reader.opens("一周动态", "main")
    reader.reads("宝兴镇工会联合会")


def test_what_became_of_a_district(reader):
    reader.opens("区县", "nav")
    reader.opens("两江新区", "main")
    reader.reads("江北区、渝北区", "2025年11月6日")


def test_how_many_people_the_programme_helped_and_who_says_so(reader):
    reader.opens("数说", "nav")
    reader.opens("求学圆梦行动", "main")
    reader.reads("210多万名", "截至2022年底")
    reader.opens("210多万名一线职工", ".facts-list")
    reader.reads("截至2022年底")


def test_what_an_abbreviation_means(reader):
    reader.opens("术语", "footer")
    reader.reads("小发明、小创造、小革新、小设计、小建议")


def test_larger_letters_and_a_voice(reader):
    reader.presses("关怀版")
    reader.opens("六地工会", "main")
    assert reader.page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)") >= 18
    assert reader.page.get_by_role("button", name="朗读", exact=True).is_visible()


def test_how_six_regions_do_it(reader):
    reader.opens("六地工会", "main")
    table = reader.page.locator(".compare__table")
    assert {"福建", "重庆", "浙江杭州", "江苏", "广东广州", "陕西西安"} <= set(table.locator("th[scope=row]").all_inner_texts())
    assert {"资金", "人数"} <= set(table.locator("th[scope=rowgroup]").all_inner_texts())
