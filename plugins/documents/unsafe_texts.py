"""Texts of YAML that hold a tag or an invisible character; a page would show them as text, but nobody means them."""

import re

from ..diagnostics import Problem
from . import codes, yaml_nodes
from .source import CONTROL

TAG_IN_TEXT = re.compile(
    r"</?[A-Za-z][^<>]*>|<(?:script|img|svg|iframe|object|embed|style|a|body)\b|<!--", re.IGNORECASE
)


def unsafe_texts(node: yaml_nodes.Node) -> list[Problem]:
    """Problems for texts of the front matter that hold a tag; a page would show it as text, but nobody means it."""
    if isinstance(node, yaml_nodes.Scalar):
        control = CONTROL.search(node.value or "")
        if control:
            message = f"文字里有看不见的控制字符（U+{ord(control[0]):04X}）"
            return [codes.CONTROL.at(node.place, message, "请删掉它，重新输入")]
        match = TAG_IN_TEXT.search(node.value or "")
        if not match:
            return []
        return [codes.UNSAFE_TEXT.at(node.place, f"文字里有 HTML 标签：{match[0][:40]}", "请删掉尖括号和里面的代码")]
    children = node.items if isinstance(node, yaml_nodes.Sequence) else [value for _, value in node.entries]
    return [problem for child in children for problem in unsafe_texts(child)]
