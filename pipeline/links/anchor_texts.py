"""Which texts of links name their target."""

from __future__ import annotations

import re

_WORDS = """
请 請 可以 可 点击 點擊 点 點 详见 詳見 参见 參見 参阅 參閱 参考 參考 查看 阅读 閱讀 访问 訪問
下载 下載 看 见 見 在 到 从 從 于 这 那 此 该 這 該 本 其 里 里面 裡 裏 处 處 篇 个 個 份 条 條
些 一 下 上 的 之 文 文中 和 与 或 更多 原 原文 原书 文章 博文 博客 文档 文檔 文件 页面 頁面 页
頁 网站 網站 网页 網頁 网址 網址 地址 链接 連結 鏈接 传送门 主页 首页 官网 官方 仓库 倉庫 项目
專案 源码 源代码 代码 原始碼 程式碼 论文 論文 视频 影片 教程 版本 内容 讨论 书 書 跳转 跳轉 直达
前往 戳 我 示例 例子 样例 演示 复制 複製 添加 修改 提交 描述 建议 公布 节 節 下一节 相关 相關
章节 对应 完整 邮件列表 解决方案 详细 解释 有 找到 这边 边 地方 资料 文献 说明 答案 问答 入口
操作 具体 了解 原因 标准库 在线 试一试 另外 二进制
"""
"""Words for what to do and where, and nouns that fit any target."""
_ENGLISH = """
here this that the it link links page post article blog click see read more paper code source doc
docs pdf issue documentation website site homepage project repo repository pr github download
view and or on for to in of releases issues wiki demo example examples api url
"""
_LONGEST_FIRST = "|".join(sorted(_WORDS.split(), key=len, reverse=True))
_GENERIC = re.compile(
    rf"(?>(?>[\W\d_]|{_LONGEST_FIRST}|(?<![A-Za-z])(?:{'|'.join(_ENGLISH.split())})(?![A-Za-z]))+)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?:|www\.)\S*|[^\s/]*+/\S*\.\w+", re.IGNORECASE)


def names_nothing(text: str) -> bool:
    """Whether a text says nothing about the target of its link: a number, an address, "here"."""
    return not text or any(pattern.fullmatch(text) for pattern in (_GENERIC, _ADDRESS))
