"""Characters that speech recognition writes for each other: one sound, tones and a few regional mergers left aside.

Only for lists that ask for it. Each group folds to its first character; the groups are our own choice.
"""

from __future__ import annotations

_GROUPS = (
    "的得地德", "在再载", "做作坐座", "他她它", "那哪纳", "已以一意易亿议宜", "账涨胀仗帐", "订定丁钉", "像象向相项", "进近尽劲今金斤",
    "有又由友右油", "是事市式试室示适世时十识实使", "您宁", "贵柜归规", "姓性行形型兴星", "知支之只直值织指纸址", "道到倒导刀", "抱报保包宝",
    "歉欠钱前签浅千", "退推腿", "款宽", "发法罚", "投头透", "诉素速宿苏", "挂瓜刮", "机鸡几己记级集急积系际计季", "电店点典垫", "话化画花华划",
    "不部布步补", "能棱", "没每美梅", "办半伴般班", "请情清轻青晴", "稍烧少绍", "等灯登", "后候厚侯", "问文闻稳温", "题提替体", "解接结街借姐界节",
    "绝决觉", "名明鸣命", "白百拜", "听厅停庭", "清青", "楚处出初除", "说硕", "会回汇惠辉", "服福复附付负父", "务物误无五午武舞", "客课克可",
    "户互护忽胡湖", "主住注助祝猪", "任人认仁忍", "管馆关观官惯", "经京精惊静竟境", "理里李力利立离历例", "上商伤尚", "级极及", "联连恋练",
    "络落罗", "公工供功共", "司思丝私四似", "查茶差", "询寻训讯", "单丹旦", "号好豪浩", "码马吗妈骂嘛", "快块", "递弟第帝底", "物雾", "流留刘",
    "送松宋", "货获或活火", "收手首受售", "换还环缓", "修休秀", "费飞废肥非", "元原员圆园远院愿缘", "价家加假佳架", "格隔各个歌",
    "打大达", "拨波播", "确却", "认任", "验言严眼研演", "证正整政征争", "密蜜秘", "卡喀", "银因音引印", "险现县显先限线", "满慢漫",
    "谢写鞋些", "对队堆", "起其期气器七骑", "安按案", "排牌", "技计", "术数树书输熟属", "专转赚砖", "老劳", "板版办", "骗片偏",
    "傻沙", "笨本奔", "死四", "滚棍", "烦凡翻反返饭范", "蠢春纯", "神身深伸什甚审", "病并兵冰饼", "毒独读度", "垃拉啦", "圾及",
    "自字子资", "找早照招", "领岭零另令", "当档党", "你拟泥尼", "随虽岁碎", "便变遍边编", "爱哎碍",
    "完玩晚万", "吧八把爸", "别憋", "总种中重终钟众", "忙盲",
)


def _table() -> dict[int, str]:
    """Later groups join a group that one of their characters is already in."""
    leader: dict[str, str] = {}
    for group in _GROUPS:
        known = next((leader[c] for c in group if c in leader), group[0])
        for char in group:
            leader.setdefault(char, known)
    return {ord(char): known for char, known in leader.items() if char != known}


HOMOPHONES = _table()


def fold_homophones(text: str) -> str:
    """Each character by its group's first one; the length stays the same. `text` is folded already."""
    return text.translate(HOMOPHONES)
