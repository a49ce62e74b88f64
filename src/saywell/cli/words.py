"""What the command line says, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from saywell.cli.import_words import IMPORTS
from saywell.cli.words_of_doctor import DOCTOR
from saywell.kernel.locale import LOCALES, Locale, pick_locale

_now: Locale = "en"

WORDS: dict[str, tuple[str, str, str]] = {
    **IMPORTS,
    "help.saywell": (
        "照着服务标准说话、守信：带领、拦截、评分。",
        "照着服務標準說話、守信：帶領、攔截、評分。",
        "Say it right, keep your word: run a written service standard.",
    ),
    "help.verbs": ("命令", "命令", "Commands"),
    "help.locale": ("显示语言", "顯示語言", "Language of the messages."),
    "help.score": (
        "给对话评分，逐条对照标准。",
        "為對話評分，逐條對照標準。",
        "Score conversations, clause by clause.",
    ),
    "help.convert": (
        "在对话文件格式之间转换。",
        "在對話檔案格式之間轉換。",
        "Convert between formats of conversations.",
    ),
    "help.standard": (
        "检查、查看、比较、新建标准。",
        "檢查、檢視、比較、新建標準。",
        "Check, show, compare and begin standards.",
    ),
    "help.explain": (
        "解释对话中的一行：听到了什么、触动了哪些条款。",
        "解釋對話中的一行：聽到了什麼、觸動了哪些條款。",
        "Explain one line of a conversation: what was heard and what it did.",
    ),
    "help.play": (
        "在终端里练习：您扮演坐席，客户由剧本扮演。",
        "在終端機裏練習：您扮演客服，客戶由劇本扮演。",
        "Practise in the terminal: you are the agent, a scripted customer answers.",
    ),
    "help.guard": (
        "逐行检查要说的话：哪里不能说、违反哪一条、该怎么说。",
        "逐行檢查要說的話：哪裏不能說、違反哪一條、該怎麼說。",
        "Check drafts line by line: what must not be said, by which clause, and what to say instead.",
    ),
    "mask.help": (
        "遮盖能认出客户的内容：电话、证件、卡号、邮箱、地址、姓名、账号、订单号",
        "遮蓋能認出客戶的內容：電話、證件、卡號、電郵、地址、姓名、帳號、訂單號",
        "Mask what tells who the customer is: phones, documents, cards, e-mail, addresses, names, accounts, orders.",
    ),
    "guard.lang": (
        "改写用的语言；不写则与原话相同",
        "改寫用的語言；不寫則與原話相同",
        "Language of the rewrites; without it, that of the draft.",
    ),
    "guard.by": ("谁要说这些话", "誰要說這些話", "Who would say it."),
    "guard.channel": ("渠道", "管道", "Channel of the conversation."),
    "guard.direction": ("方向", "方向", "Direction of the conversation."),
    "guard.fact": (
        "对话的事实，例如 question=simple",
        "對話的事實，例如 question=simple",
        "A fact of the conversation, such as question=simple.",
    ),
    "guard.badfact": (
        "“{told}”不是事实；请写成 名称=值",
        "「{told}」不是事實；請寫成 名稱=值",
        "“{told}” is no fact; write NAME=VALUE",
    ),
    "guard.json": ("每行输出一个 JSON", "每行輸出一個 JSON", "One JSON object a line."),
    "guard.typing": (
        "每行都还没有打完：只报已经确定的",
        "每行都還沒有打完：只報已經確定的",
        "The lines are still being typed: tell only what is certain already.",
    ),
    "guard.prompt": (
        "请输入要说的话，一行一句；Ctrl-D 结束。",
        "請輸入要說的話，一行一句；Ctrl-D 結束。",
        "Type what you want to say, a line each; Ctrl-D ends.",
    ),
    "guard.fine": ("可以说", "可以說", "fine"),
    "guard.block": ("禁止", "禁止", "BLOCK"),
    "guard.warn": ("警告", "警告", "WARN"),
    "guard.note": ("提示", "提示", "NOTE"),
    "guard.rewrite": ("可以说：{text}", "可以說：{text}", "Say: {text}"),
    "guard.norewrite": (
        "标准里没有可以代替的话术。",
        "標準裏沒有可以代替的話術。",
        "The standard has no line to say instead.",
    ),
    "help.demo": (
        "给附带的示例对话评分并写出报告。",
        "為附帶的示例對話評分並寫出報告。",
        "Score the shipped example conversations and write a report.",
    ),
    "help.serve": (
        "启动现场中心：坐席、组长和客户的网页。",
        "啟動現場中心：坐席、組長和客戶的網頁。",
        "Run the live centre: pages for agents, team leaders and customers.",
    ),
    "help.customer": (
        "一位客户的数据：导出或删除。",
        "一位客戶的資料：匯出或刪除。",
        "What is kept of one customer: take it away or erase it.",
    ),
    "help.customer.export": (
        "把一位客户的全部数据写成 JSON。",
        "把一位客戶的全部資料寫成 JSON。",
        "Everything that is kept of a customer, as JSON.",
    ),
    "help.customer.erase": (
        "删除一位客户的全部数据，不能恢复。",
        "刪除一位客戶的全部資料，不能恢復。",
        "Erase what is kept of a customer, for good.",
    ),
    "customer.centre": ("中心", "中心", "The centre."),
    "customer.phone": ("客户的电话", "客戶的電話", "The customer's phone."),
    "customer.id": ("客户号或账号", "客戶號或帳號", "Their id or account in the customer database."),
    "customer.token": ("在线会话的凭证", "線上會話的憑證", "The key of one of their chats."),
    "customer.reason": (
        "理由，记入审计日志",
        "理由，記入稽核日誌",
        "Why; it goes into the audit log.",
    ),
    "customer.erased": ("已删除 {kind}：{count}", "已刪除 {kind}：{count}", "erased {kind}: {count}"),
    "serve.begins": (
        "正在准备演示数据：五个中心和它们过去的会话。第一次要一两分钟。",
        "正在準備示範資料：五個中心和它們過去的會話。第一次要一兩分鐘。",
        "Getting the demonstration ready: five centres and their past conversations. A minute or two the first time.",
    ),
    "serve.at": (
        "现场中心已启动：{address}",
        "現場中心已啟動：{address}",
        "The live centre is open: {address}",
    ),
    "serve.pages": (
        "坐席 {address}/desk，组长 {address}/wall，会话 {address}/talks，客户 {address}/chat/shop",
        "坐席 {address}/desk，組長 {address}/wall，會話 {address}/talks，客戶 {address}/chat/shop",
        "agents {address}/desk, leaders {address}/wall, conversations {address}/talks, customers {address}/chat/shop",
    ),
    "serve.accounts": (
        "演示账号（账号、密码、角色、中心）：",
        "示範帳號（帳號、密碼、角色、中心）：",
        "Demo accounts (account, password, roles, centres):",
    ),
    "serve.stop": ("按 Ctrl-C 停止。", "按 Ctrl-C 停止。", "Ctrl-C stops it."),
    "serve.given-up": (
        "服务器还没启动就停止了。下次启动会接着完成准备。",
        "伺服器還沒啟動就停止了。下次啟動會接著完成準備。",
        "Stopped before the server stood. The next start goes on from here.",
    ),
    "run.interrupted": ("已中断。", "已中斷。", "Interrupted."),
    "serve.host": ("监听的地址", "監聽的位址", "Address to listen on."),
    "serve.port": ("端口；0 为任意空闲端口", "連接埠；0 為任意空閒連接埠", "Port; 0 takes any that is free."),
    "serve.data": ("数据文件夹", "資料資料夾", "Folder for the data."),
    "serve.store": (
        "postgresql:// 地址；不给就用数据文件夹里的 SQLite",
        "postgresql:// 位址；不給就用資料資料夾裏的 SQLite",
        "A postgresql:// address; without it, SQLite in the data folder.",
    ),
    "serve.demo": ("带演示数据和模拟客户", "帶演示資料和模擬客戶", "With demonstration data and simulated customers."),
    "serve.pace": (
        "模拟客户之间的秒数",
        "模擬客戶之間的秒數",
        "Seconds between simulated customers of one centre.",
    ),
    "serve.secure": (
        "登录只走 HTTPS（前面有 TLS 时用）",
        "登入只走 HTTPS（前面有 TLS 時用）",
        "Sign-in cookies over HTTPS only (behind TLS).",
    ),
    "serve.tier": (
        "话怎么听：rules 只按规则（默认），semantic 还按意思听",
        "話怎麼聽：rules 只按規則（預設），semantic 還按意思聽",
        "How what is said is heard: by rules alone (the default), or by meaning too.",
    ),
    "help.centre": (
        "建立一个按标准运行的中心（服务器停止时）。",
        "建立一個按標準運作的中心（伺服器停止時）。",
        "Make a centre that runs a standard, while the server is stopped.",
    ),
    "help.account": (
        "建立或修改账号（服务器停止时）。",
        "建立或修改帳號（伺服器停止時）。",
        "Make or change an account, while the server is stopped.",
    ),
    "account.role": ("角色，可多次", "角色，可多次", "A role; may be repeated."),
    "account.centre": ("中心，可多次", "中心，可多次", "A centre; may be repeated."),
    "account.number": (
        "工号；不给就用账号名",
        "工號；不給就用帳號名",
        "Staff number; the account's name if not given.",
    ),
    "account.shown": ("客户看到的名字", "客戶看到的名字", "The name that customers see."),
    "account.password": (
        "从文件读密码（- 为标准输入）",
        "從檔案讀密碼（- 為標準輸入）",
        "Read the password from a file (- for standard input).",
    ),
    "account.ask": ("密码", "密碼", "Password"),
    "account.done": ("账号 {name} 已就绪", "帳號 {name} 已就緒", "The account {name} is ready."),
    "centre.company": ("公司名称", "公司名稱", "Name of the company."),
    "centre.always": ("任何时间都接客户", "任何時間都接客戶", "Take customers at any hour."),
    "centre.done": ("中心 {id} 按 {standard} 运行", "中心 {id} 按 {standard} 運作", "The centre {id} runs {standard}."),
    "help.backup": (
        "复制服务器的数据（运行中也可以）。",
        "複製伺服器的資料（執行中也可以）。",
        "Copy a server's data, while it runs.",
    ),
    "help.restore": (
        "把一份备份放回原处；原有数据留在旁边。",
        "把一份備份放回原處；原有資料留在旁邊。",
        "Put a backup in place; what was there is kept beside it.",
    ),
    "help.doctor": (
        "检查服务器的数据和部件是否正常。",
        "檢查伺服器的資料和部件是否正常。",
        "Say whether all is well with a server's data and parts.",
    ),
    "help.views": (
        "管理会话列表和报表所用的数据表。",
        "管理會話列表和報表所用的資料表。",
        "Look after the tables of lists and reports.",
    ),
    "help.views.rebuild": (
        "清空这些数据表，由服务器按记录重新生成（运行中也可以）。",
        "清空這些資料表，由伺服器按記錄重新產生（執行中也可以）。",
        "Empty the tables; the server makes them anew from its records, also while it runs.",
    ),
    "views.rebuilt": (
        "已清空，服务器正在（或将在下次启动时）重新生成。",
        "已清空，伺服器正在（或將在下次啟動時）重新產生。",
        "Emptied. The server makes them anew, now or at its next start.",
    ),
    "backup.done": (
        "已备份到 {path}（{size} 字节）",
        "已備份到 {path}（{size} 位元組）",
        "Backed up to {path} ({size} bytes).",
    ),
    "restore.done": (
        "已恢复到 {path}（{count} 条记录）",
        "已還原到 {path}（{count} 筆記錄）",
        "Restored into {path} ({count} records).",
    ),
    **DOCTOR,
    "help.evaluate": (
        "用标注集评估识别与评分。",
        "用標註集評估識別與評分。",
        "Evaluate recognition and scoring by a gold set.",
    ),
    "evaluate.tier": ("用到哪一层识别", "用到哪一層識別", "Up to which tier of the recogniser."),
    "evaluate.locked": (
        "也评估锁定部分：只给汇总数字，不显示句子和编号",
        "也評估鎖定部分：只給彙總數字，不顯示句子和編號",
        "Evaluate the locked part too: figures only, no sentence and no id of it.",
    ),
    "evaluate.reveal": (
        "连锁定部分的句子和编号也显示；看过之后它就不再能作评判",
        "連鎖定部分的句子和編號也顯示；看過之後它就不再能作評判",
        "Show sentences and ids of the locked part too; once they were read it can judge no more.",
    ),
    "evaluate.corrupt": (
        "再用受损的文字评估一次：这一比例的汉字换成同音字，去掉标点和大写",
        "再用受損的文字評估一次：這一比例的漢字換成同音字，去掉標點和大寫",
        "Evaluate once more, this share of characters replaced by same-sound ones, no punctuation, no capitals.",
    ),
    "evaluate.digits": (
        "受损的文字里数字写成读法",
        "受損的文字裏數字寫成讀法",
        "Write digits as words in the corrupted text.",
    ),
    "evaluate.seed": ("受损与重抽样的随机种子", "受損與重抽樣的隨機種子", "Seed of corruption and resampling."),
    "evaluate.lang": ("只评估这种语言（可重复）", "只評估這種語言（可重複）", "Only this language; may be repeated."),
    "evaluate.json": ("输出 JSON", "輸出 JSON", "Write JSON."),
    "evaluate.html": ("把网页写到这个文件", "把網頁寫到這個檔案", "Write a page to this file."),
    "evaluate.markdown": ("把 Markdown 写到这个文件", "把 Markdown 寫到這個檔案", "Write Markdown to this file."),
    "evaluate.rows": (
        "每个表最多几行（终端默认 20）",
        "每個表最多幾行（終端機預設 20）",
        "Rows of a table at most (20 on the terminal).",
    ),
    "score.files": ("文件、文件夹或通配符", "檔案、資料夾或萬用字元", "Files, folders or globs."),
    "score.standard": ("标准的名称或文件夹", "標準的名稱或資料夾", "Id or folder of the standard."),
    "score.json": ("每个对话一行 JSON", "每個對話一行 JSON", "One JSON object a line."),
    "score.html": ("把报告写到这个文件", "把報告寫到這個檔案", "Write a report to this file."),
    "score.channel": ("文件没有写明时的渠道", "檔案沒有寫明時的管道", "Channel, where the file does not say it."),
    "score.direction": ("文件没有写明时的方向", "檔案沒有寫明時的方向", "Direction, where the file does not say it."),
    "score.none": ("没有找到对话文件。", "沒有找到對話檔案。", "No conversation file was found."),
    "score.total": (
        "{count} 个对话，平均 {mean} 分，{bad} 个文件无法读完。",
        "{count} 個對話，平均 {mean} 分，{bad} 個檔案無法讀完。",
        "{count} conversations, mean score {mean}; {bad} files could not be read whole.",
    ),
    "score.wrote": ("报告：{path}", "報告：{path}", "Report: {path}"),
    "score.progress": ("评分", "評分", "Scoring"),
    "card.score": ("得分", "得分", "Score"),
    "card.clean": ("没有违反任何条款。", "沒有違反任何條款。", "No clause was missed or broken."),
    "card.clause": ("条款", "條款", "Clause"),
    "card.verdict": ("判定", "判定", "Verdict"),
    "card.where": ("证据", "證據", "Evidence"),
    "card.why": ("原因", "原因", "Why"),
    "verdict.met": ("做到", "做到", "met"),
    "verdict.missed": ("漏做", "漏做", "missed"),
    "verdict.broken": ("违规", "違規", "broken"),
    "verdict.waived": ("豁免", "豁免", "waived"),
    "verdict.not_applicable": ("不适用", "不適用", "not applicable"),
    "verdict.open": ("待人工判断", "待人工判斷", "open"),
    "standard.check": (
        "检查标准，一次报出所有错误。",
        "檢查標準，一次報出所有錯誤。",
        "Check a standard and report every fault.",
    ),
    "standard.show": (
        "查看标准，或其中一条条款、规范、话术。",
        "檢視標準，或其中一條條款、規範、話術。",
        "Show a standard, or one of its clauses, norms or lines.",
    ),
    "standard.coverage": (
        "每条条款由什么实现、有哪些示例。",
        "每條條款由什麼實現、有哪些示例。",
        "Tell for each clause what implements it and its examples.",
    ),
    "standard.diff": ("比较两个标准。", "比較兩個標準。", "Tell what differs between two standards."),
    "standard.new": ("新建自己的标准。", "新建自己的標準。", "Begin a standard of one's own."),
    "standard.extends": ("在哪个标准的基础上", "在哪個標準的基礎上", "The standard that it extends."),
    "standard.json": ("输出 JSON", "輸出 JSON", "Write JSON."),
    "standard.no_such": (
        "标准里没有“{what}”。",
        "標準裏沒有「{what}」。",
        "The standard has no clause, norm or line “{what}”.",
    ),
    "standard.begun": (
        "已新建。现在可以运行：saywell standard check {folder}",
        "已新建。現在可以執行：saywell standard check {folder}",
        "Begun. Now run: saywell standard check {folder}",
    ),
    "standard.same": ("两个标准没有差别。", "兩個標準沒有差別。", "The two standards do not differ."),
    "show.version": ("版本", "版本", "Version"),
    "show.hash": ("内容指纹", "內容指紋", "Content hash"),
    "show.clauses": ("条款", "條款", "Clauses"),
    "show.norms": ("规范", "規範", "Norms"),
    "show.situations": ("情形", "情形", "Situations"),
    "show.lines": ("话术", "話術", "Lines"),
    "show.numbers": ("数值", "數值", "Numbers"),
    "show.moves": ("言语行为", "言語行為", "Moves"),
    "show.by": ("实现", "實現", "Implemented by"),
    "show.examples": ("示例", "示例", "Examples"),
    "show.missing": ("未实现", "未實現", "missing"),
    "show.sum": (
        "{clauses} 条条款，已实现 {implemented} 条；{wanted} 条可由机器检查，其中 {with_examples} 条有成对示例。",
        "{clauses} 條條款，已實現 {implemented} 條；{wanted} 條可由機器檢查，其中 {with_examples} 條有成對示例。",
        "{clauses} clauses, {implemented} implemented; {with_examples} of {wanted} that can be checked have examples.",
    ),
    "diff.added": ("新增", "新增", "added"),
    "diff.removed": ("删去", "刪去", "removed"),
    "diff.changed": ("改动", "改動", "changed"),
    "convert.files": ("要转换的文件", "要轉換的檔案", "Files to convert."),
    "convert.to": ("目标格式", "目標格式", "Format to write."),
    "convert.out": (
        "输出文件夹；不写则输出到屏幕",
        "輸出資料夾；不寫則輸出到螢幕",
        "Folder to write to; without it, to standard output.",
    ),
    "explain.line": ("文件中的行号", "檔案中的行號", "Line of the file."),
    "explain.heard": ("听到", "聽到", "Heard"),
    "explain.nothing": ("没有听到任何言语行为。", "沒有聽到任何言語行為。", "No move was heard."),
    "explain.did": ("触动", "觸動", "What it did"),
    "explain.quiet": ("没有触动任何规范。", "沒有觸動任何規範。", "It touched no norm."),
    "explain.opened": ("开始计时的义务：{norm}", "開始計時的義務：{norm}", "A duty opened: {norm}"),
    "explain.situation": ("出现情形：{situation}", "出現情形：{situation}", "A situation arose: {situation}"),
    "explain.closed": ("情形结束：{situation}", "情形結束：{situation}", "A situation is over: {situation}"),
    "explain.promise": ("作出承诺，最迟 {due}", "作出承諾，最遲 {due}", "A promise was made, due {due}"),
    "explain.nodue": ("没有说明时间", "沒有說明時間", "no time named"),
    "explain.noline": ("文件里没有第 {line} 行。", "檔案裏沒有第 {line} 行。", "The file has no line {line}."),
    "play.customer": ("由谁扮演客户", "由誰扮演客戶", "Which customer comes in."),
    "play.list": ("列出可选的客户", "列出可選的客戶", "List the customers."),
    "play.help": (
        "直接输入要说的话。回车接听；/hold 等待键，/mute 静音，/transfer 转接，/hangup 挂机，/quit 退出。",
        "直接輸入要說的話。Enter 接聽；/hold 等待鍵，/mute 靜音，/transfer 轉接，/hangup 掛機，/quit 離開。",
        "Type what you say. Enter answers; /hold, /mute, /transfer, /hangup, /quit.",
    ),
    "play.customer_says": ("客户：", "客戶：", "Customer:"),
    "play.rings": ("电话响了……按回车接听。", "電話響了……按 Enter 接聽。", "The phone rings … press Enter to answer."),
    "play.hung_up": ("通话结束。", "通話結束。", "The call is over."),
    "play.next": ("可以说：", "可以說：", "Say:"),
    "demo.report": ("附带示例的报告", "附帶示例的報告", "The shipped examples"),
    "help.train": (
        "训练语义识别，并列出容易混淆的言语行为。",
        "訓練語義識別，並列出容易混淆的言語行為。",
        "Train the semantic tier, and list the moves that it knows least.",
    ),
    "train.json": ("每个言语行为一行 JSON", "每個言語行為一行 JSON", "One JSON object a move."),
    "train.worst": (
        "列出最差的几个；0 为全部",
        "列出最差的幾個；0 為全部",
        "How many of the worst to list; 0 for all.",
    ),
    "train.sum": (
        "{moves} 个言语行为，{sentences} 句例句；交叉验证：精确率 {precision}，召回率 {recall}，F1 {f1}（宏平均）。",
        "{moves} 個言語行為，{sentences} 句例句；交叉驗證：精確率 {precision}，召回率 {recall}，F1 {f1}（宏平均）。",
        "{moves} moves, {sentences} sentences; cross-validated precision {precision}, recall {recall}, F1 {f1}.",
    ),
    "train.columns": (
        "言语行为 例句 精确率 召回率 F1 阈值",
        "言語行為 例句 精確率 召回率 F1 閾值",
        "Move Sentences Precision Recall F1 Threshold",
    ),
    "tier.option": (
        "最高用到哪一层；不写则按 saywell.toml：评分和解释在装有语义识别时用到语义层，其余只用规则",
        "最高用到哪一層；不寫則按 saywell.toml：評分和解釋在裝有語義識別時用到語義層，其餘只用規則",
        "Highest tier to use; else by saywell.toml, score and explain by meaning where installed, the rest by rules.",
    ),
    "tier.used": (
        "已按规则和语义识别（装有语义识别）；只用规则：--tier rules。",
        "已按規則和語義識別（裝有語義識別）；只用規則：--tier rules。",
        "Heard by rules and by meaning, which is installed; by rules alone: --tier rules.",
    ),
    "tier.training": (
        "正在训练语义识别（例句没有改动就只需一次，要几分钟）……",
        "正在訓練語義識別（例句沒有改動就只需一次，要幾分鐘）……",
        "Training the semantic tier (once, until the sentences change; some minutes) …",
    ),
    "tier.bill": (
        "第三层：询问 {asked} 次，缓存命中 {kept} 次，失败 {failed} 次，{tokens} 个词元，费用 {cost}。",
        "第三層：詢問 {asked} 次，快取命中 {kept} 次，失敗 {failed} 次，{tokens} 個詞元，費用 {cost}。",
        "Third tier: {asked} asked, {kept} known from before, {failed} failed, {tokens} tokens, cost {cost}.",
    ),
    "explain.like": ("像“{example}”", "像「{example}」", "like “{example}”"),
    "standard.moves": (
        "列出言语行为和需要它们的条款",
        "列出言語行為和需要它們的條款",
        "List the moves and the clauses that need them.",
    ),
    "show.title": ("名称", "名稱", "Title"),
    "rivals.instead": (
        "提醒：{move} 的 {count}/{of} 句例句被听成 {other}，而不是它。请改它的句式，或给 {other} 加 not。",
        "提醒：{move} 的 {count}/{of} 句例句被聽成 {other}，而不是它。請改它的句式，或給 {other} 加 not。",
        "Note: {count} of {of} sentences of {move} are heard as {other} instead. Mend its patterns or give that a not.",
    ),
    "rivals.with": (
        "提醒：{move} 有 {count}/{of} 句例句的同一处也被听成 {other}。若两者可并存，请在例句里写 also: [{other}]。",
        "提醒：{move} 有 {count}/{of} 句例句的同一處也被聽成 {other}。若兩者可並存，請在例句裏寫 also: [{other}]。",
        "Note: {count} of {of} sentences of {move} are {other} too. If both are meant, add also: [{other}].",
    ),
    "rivals.near": (
        "提醒：{move} 的 {count}/{of} 句 near 被误听成它。请给它加 not。",
        "提醒：{move} 的 {count}/{of} 句 near 被誤聽成它。請給它加 not。",
        "Note: {count} of {of} near misses of {move} are heard as it. Give it a not.",
    ),
    "rivals.more": ("……另有 {count} 对。", "……另有 {count} 對。", "… and {count} more pairs."),
    "standard.faults": ("发现 {count} 处错误", "發現 {count} 處錯誤", "{count} faults"),
    "standard.fine": (
        "标准没有错误：{clauses} 条条款，{norms} 条规范，{lines} 句话术。",
        "標準沒有錯誤：{clauses} 條條款，{norms} 條規範，{lines} 句話術。",
        "The standard is in order: {clauses} clauses, {norms} norms, {lines} lines.",
    ),
}


def set_locale(option: str | None, environ: Mapping[str, str]) -> None:
    """Choose the language for this run."""
    global _now  # noqa: PLW0603 -- one process speaks one language
    _now = pick_locale(option, environ)


def locale() -> Locale:
    """The language of this run."""
    return _now


def say(key: str, **fields: Any) -> str:
    """A sentence in the language of this run."""
    text = WORDS[key][LOCALES.index(_now)]
    return text.format(**fields) if fields else text
