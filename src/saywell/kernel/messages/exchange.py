"""Sentences about conversation files."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "exchange.ambiguous-date": (
        "“{text}”可能是月/日，也可能是日/月。请把日期写成 2026-11-20 的样子再导出。",
        "「{text}」可能是月/日，也可能是日/月。請把日期寫成 2026-11-20 的樣子再匯出。",
        '"{text}" may be month/day or day/month. Export the dates like 2026-11-20.',
    ),
    "exchange.bad-time": (
        "看不懂时间“{text}”。请写成 2026-11-20 10:00:05 的样子。",
        "看不懂時間「{text}」。請寫成 2026-11-20 10:00:05 的樣子。",
        'The time "{text}" cannot be read. Write it like 2026-11-20 10:00:05.',
    ),
    "exchange.empty": (
        "文件里没有对话。请检查导出是否成功。",
        "檔案裏沒有對話。請檢查匯出是否成功。",
        "There is no conversation in it. Check whether the export has worked.",
    ),
    "exchange.ends-before-start": (
        "发言结束（{to}）早于开始（{at}）。请改正 to，或把两者对调。",
        "發言結束（{to}）早於開始（{at}）。請改正 to，或把兩者對調。",
        "The utterance ends ({to}) before it starts ({at}). Correct `to`, or swap the two.",
    ),
    "exchange.line-too-long": (
        "这一行超过 {megabytes} MB。请拆成多行。",
        "這一行超過 {megabytes} MB。請拆成多行。",
        "The line is longer than {megabytes} MB. Split it into several inputs.",
    ),
    "exchange.missing-column": (
        "找不到“{column}”列；现有的列：{found}。请给这一列加上标题。",
        "找不到「{column}」欄；現有的欄：{found}。請給這一欄加上標題。",
        'There is no column for the {column}; the columns are: {found}. Give it a heading such as "{column}".',
    ),
    "exchange.missing-field": (
        "类型 {type} 缺少字段 {name}。请补上。",
        "類型 {type} 缺少欄位 {name}。請補上。",
        "The field {name} of the type {type} is missing. Add it.",
    ),
    "exchange.no-speakers": (
        "分不清谁在说话。请用带说话人分离的转写，或说明每个说话人的身份。",
        "分不清誰在說話。請用帶說話人分離的轉寫，或說明每個說話人的身份。",
        "It does not say who speaks. Transcribe with speaker labels, or name the role of each speaker.",
    ),
    "exchange.no-transcript": (
        "没有可读的文字，跳过了：{what}。请先转写。",
        "沒有可讀的文字，跳過了：{what}。請先轉寫。",
        "There is no text to read, left out: {what}. Have it transcribed first.",
    ),
    "exchange.not-found": (
        "找不到文件。请检查路径。",
        "找不到檔案。請檢查路徑。",
        "There is no such file. Check the path.",
    ),
    "exchange.not-json": (
        "不是正确的 JSON（{detail}）。请让每行是一个完整的对象。",
        "不是正確的 JSON（{detail}）。請讓每行是一個完整的物件。",
        "This is not JSON ({detail}). Write one whole object a line.",
    ),
    "exchange.not-object": (
        "不是 JSON 对象。请写成 {{…}}。",
        "不是 JSON 物件。請寫成 {{…}}。",
        "This is not a JSON object. Write it as {{…}}.",
    ),
    "exchange.not-opened": (
        "对话必须以 opened 开头，这里却是 {type}。请在最前面加一行 opened。",
        "對話必須以 opened 開頭，這裏卻是 {type}。請在最前面加一行 opened。",
        "A conversation begins with `opened`, not with `{type}`. Put an `opened` before everything.",
    ),
    "exchange.not-this-format": (
        "不是正确的 {format} 文件（{detail}）。请重新导出。",
        "不是正確的 {format} 檔案（{detail}）。請重新匯出。",
        "This is not a proper {format} file ({detail}). Export it again.",
    ),
    "exchange.not-utf8": (
        "不是 UTF-8 文字。请用 UTF-8 保存。",
        "不是 UTF-8 文字。請用 UTF-8 儲存。",
        "This is not UTF-8 text. Save it as UTF-8.",
    ),
    "exchange.opened-twice": (
        "{type} 第二次出现。一个文件只放一段对话，请拆开。",
        "{type} 第二次出現。一個檔案只放一段對話，請拆開。",
        "A second `{type}`. A file holds one conversation; split it here.",
    ),
    "exchange.script-pair": (
        "“{text}”应写成 名称=值。有空格的值放在双引号里。",
        "「{text}」應寫成 名稱=值。有空格的值放在雙引號裏。",
        'Write "{text}" as name=value. A value with blanks stands in double quotes.',
    ),
    "exchange.script-quote": (
        "双引号没有成对：{text}。请补上另一个。",
        "雙引號沒有成對：{text}。請補上另一個。",
        "A double quote is not closed: {text}. Close it.",
    ),
    "exchange.script-word": (
        "看不懂“{text}”。可以用：{known}。",
        "看不懂「{text}」。可以用：{known}。",
        'Unknown here: "{text}". Possible are: {known}.',
    ),
    "exchange.speakers-guessed": (
        "文件没有写明身份，按先后推定：{roles}。如不对，请说明每个说话人的身份。",
        "檔案沒有寫明身份，按先後推定：{roles}。如不對，請說明每個說話人的身份。",
        "The file does not name the roles; taken from who speaks first: {roles}. If that is wrong, name them.",
    ),
    "exchange.time-backwards": (
        "时间 {at} 比上一行早了 {by} 秒。请按时间排好。",
        "時間 {at} 比上一行早了 {by} 秒。請按時間排好。",
        "The time {at} lies {by} s before the line above. Put the lines in order of time.",
    ),
    "exchange.truncated": (
        "最后一行只有一半，后面的内容丢失；此前的内容已读入。",
        "最後一行只有一半，後面的內容遺失；此前的內容已讀入。",
        "The file breaks off in the middle of this line; everything before it was read. Fetch the rest.",
    ),
    "exchange.unknown-field": (
        "类型 {type} 没有字段 {name}。请删去或改名；可用：{known}。",
        "類型 {type} 沒有欄位 {name}。請刪去或改名；可用：{known}。",
        "The type {type} has no field {name}. Remove or rename it; there are: {known}.",
    ),
    "exchange.unknown-format": (
        "看不出这是什么格式。能读的有：{known}。",
        "看不出這是什麼格式。能讀的有：{known}。",
        "The format is not known. What can be read: {known}.",
    ),
    "exchange.unknown-speaker": (
        "不知道这些说话人的身份：{labels}。请说明谁是客服、谁是客户。",
        "不知道這些說話人的身份：{labels}。請說明誰是客服、誰是客戶。",
        "Nobody knows the role of: {labels}. Name which is the agent and which the customer.",
    ),
    "exchange.unknown-type": (
        "没有类型 {type}。可用：{known}。",
        "沒有類型 {type}。可用：{known}。",
        "There is no type {type}. There are: {known}.",
    ),
    "exchange.unreadable": (
        "文件读不了（{reason}）。请检查权限。",
        "檔案讀不了（{reason}）。請檢查權限。",
        "The file cannot be read ({reason}). Check the permissions.",
    ),
    "exchange.sealed": (
        "这个 vCon 已签名或加密。请先解开再读。",
        "這個 vCon 已簽名或加密。請先解開再讀。",
        "This vCon is signed or encrypted. Unpack it first.",
    ),
    "exchange.wrong-type": (
        "{name} 应为 {expected}，实际是 {got}。请改正。",
        "{name} 應為 {expected}，實際是 {got}。請改正。",
        "{name} must be {expected}, not {got}. Correct it.",
    ),
    "exchange.wrong-value": (
        "{name} 的值不对。可用：{known}。",
        "{name} 的值不對。可用：{known}。",
        "The value of {name} is not possible. Possible are: {known}.",
    ),
}
