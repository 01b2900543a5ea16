"""``content/site.yaml``: who publishes, where, under which numbers. Every key is optional."""

from typing import Literal

from pydantic import Field

from .fields import Day, Line, Model, Text


class SiteSettings(Model):
    """The site's own record; production refuses an empty 备案号 (:attr:`icp`)."""

    name: Line = Field("渝工", title="网站名称", examples=["渝工"])
    slogan: Line | None = Field(None, title="一句话介绍")
    description: Text | None = Field(None, title="网站说明")
    url: Line = Field(
        "",
        title="网址",
        description="以 https:// 开头，末尾不带斜杠",
        pattern=r"^(https?://[^\s/]+(/[^\s]*[^/\s])?)?$",
        examples=["https://yugong.example"],
    )
    organiser: Line | None = Field(None, title="主办单位", examples=["重庆市总工会"])
    operator: Line | None = Field(None, title="承办单位")
    icp: Line | None = Field(None, title="ICP 备案号")
    police: Line | None = Field(None, title="公安备案号")
    site_id_code: Line | None = Field(None, title="网站标识码", description="没有就不写，不要编造")
    address: Line | None = Field(None, title="地址")
    postcode: Line | None = Field(None, title="邮编")
    phone: Line | None = Field(None, title="电话")
    email: Line | None = Field(None, title="邮箱")
    report_phone: Line | None = Field(None, title="违法和不良信息举报电话", examples=["12351"])
    report_email: Line | None = Field(None, title="举报邮箱")
    copyright: Line | None = Field(None, title="版权声明")
    ipv6: bool = Field(default=False, title="支持 IPv6")
    founded: Day | None = Field(None, title="开通日期")
    appearance: Literal["normal", "mourning"] = Field("normal", title="外观", description="mourning 为哀悼日置灰")
