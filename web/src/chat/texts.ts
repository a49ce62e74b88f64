// Words of the customer's chat page. The compiler sees to it that every language has all of them.

import type { Locale } from "../languages"

export interface Words {
  readonly title: string
  readonly language: string
  readonly loading: string
  readonly unreachable: string
  readonly no_centre: string
  readonly which: string
  readonly again: string
  readonly hello: string
  readonly hello_more: string
  readonly name: string
  readonly optional: string
  readonly first_message: string
  readonly start: string
  readonly connecting: string
  readonly lost: string
  readonly retry: string
  readonly waiting: string
  readonly place: string
  readonly with_agent: string
  readonly joined: string
  readonly typing: string
  readonly messages: string
  readonly write: string
  readonly send: string
  readonly sending: string
  readonly not_sent: string
  readonly too_long: string
  readonly me: string
  readonly centre: string
  readonly end: string
  readonly end_sure: string
  readonly end_yes: string
  readonly end_no: string
  readonly over: string
  readonly rate: string
  readonly stars: readonly [string, string, string, string, string]
  readonly rate_more: string
  readonly rate_send: string
  readonly rate_skip: string
  readonly rated: string
  readonly start_again: string
  readonly away: string
  readonly away_more: string
  readonly opens: string
  readonly leave: string
  readonly contact: string
  readonly contact_hint: string
  readonly leave_send: string
  readonly left: string
  readonly missing: string
  readonly close: string
}

const HANS: Words = {
  title: "在线客服",
  language: "语言",
  loading: "正在载入",
  unreachable: "暂时连不上，请检查网络后再试。",
  no_centre: "没有这个客服中心，请核对网址。",
  which: "您想联系哪一家？",
  again: "再试一次",
  hello: "您好，请问有什么可以帮您？",
  hello_more: "写下您的问题，客服马上接入。",
  name: "怎么称呼您",
  optional: "选填",
  first_message: "您的问题",
  start: "开始对话",
  connecting: "正在连接",
  lost: "连接中断，正在重新连接。没发出的消息会自动补发。",
  retry: "马上重连",
  waiting: "正在为您接通客服",
  place: "您前面还有 {n} 位",
  with_agent: "客服 {name} 正在为您服务",
  joined: "接下来由 {name} 为您服务",
  typing: "客服正在输入",
  messages: "对话内容",
  write: "请输入消息",
  send: "发送",
  sending: "发送中",
  not_sent: "未发出",
  too_long: "最多 {n} 个字，超出的部分没有放进来。",
  me: "我",
  centre: "系统",
  end: "结束对话",
  end_sure: "确定要结束对话吗？",
  end_yes: "结束",
  end_no: "继续对话",
  over: "对话已结束",
  rate: "这次服务您满意吗？",
  stars: ["很不满意", "不满意", "一般", "满意", "非常满意"],
  rate_more: "还想对我们说什么",
  rate_send: "提交评价",
  rate_skip: "不评价",
  rated: "谢谢您的评价。",
  start_again: "开始新的对话",
  away: "现在不在服务时间",
  away_more: "您可以先留言，上班后我们会回复您。",
  opens: "我们将于 {when} 开始服务。",
  leave: "请留言",
  contact: "联系方式",
  contact_hint: "电话或邮箱，方便我们回复您",
  leave_send: "提交留言",
  left: "已收到您的留言，上班后会尽快回复您。",
  missing: "请填写内容。",
  close: "收起",
}

const HANT: Words = {
  title: "線上客服",
  language: "語言",
  loading: "正在載入",
  unreachable: "暫時連不上，請檢查網絡後再試。",
  no_centre: "沒有這個客服中心，請核對網址。",
  which: "您想聯絡哪一家？",
  again: "再試一次",
  hello: "您好，請問有甚麼可以幫您？",
  hello_more: "寫下您的問題，客服馬上接入。",
  name: "怎麼稱呼您",
  optional: "選填",
  first_message: "您的問題",
  start: "開始對話",
  connecting: "正在連線",
  lost: "連線中斷，正在重新連線。未送出的訊息會自動補發。",
  retry: "馬上重連",
  waiting: "正在為您接通客服",
  place: "您前面還有 {n} 位",
  with_agent: "客服 {name} 正在為您服務",
  joined: "接下來由 {name} 為您服務",
  typing: "客服正在輸入",
  messages: "對話內容",
  write: "請輸入訊息",
  send: "傳送",
  sending: "傳送中",
  not_sent: "未送出",
  too_long: "最多 {n} 個字，超出的部分沒有放進來。",
  me: "我",
  centre: "系統",
  end: "結束對話",
  end_sure: "確定要結束對話嗎？",
  end_yes: "結束",
  end_no: "繼續對話",
  over: "對話已結束",
  rate: "這次服務您滿意嗎？",
  stars: ["很不滿意", "不滿意", "一般", "滿意", "非常滿意"],
  rate_more: "還想對我們說甚麼",
  rate_send: "提交評價",
  rate_skip: "不評價",
  rated: "謝謝您的評價。",
  start_again: "開始新的對話",
  away: "現在不在服務時間",
  away_more: "您可以先留言，上班後我們會回覆您。",
  opens: "我們將於 {when} 開始服務。",
  leave: "請留言",
  contact: "聯絡方式",
  contact_hint: "電話或電郵，方便我們回覆您",
  leave_send: "提交留言",
  left: "已收到您的留言，上班後會盡快回覆您。",
  missing: "請填寫內容。",
  close: "收起",
}

const EN: Words = {
  title: "Chat with us",
  language: "Language",
  loading: "Loading",
  unreachable: "We cannot be reached right now. Please check your network and try again.",
  no_centre: "There is no such service centre. Please check the address.",
  which: "Who would you like to talk to?",
  again: "Try again",
  hello: "Hello, how can we help?",
  hello_more: "Write your question and an agent will join you.",
  name: "Your name",
  optional: "optional",
  first_message: "Your question",
  start: "Start the chat",
  connecting: "Connecting",
  lost: "Connection lost, coming back. Messages not sent yet will follow by themselves.",
  retry: "Try now",
  waiting: "We are finding an agent for you",
  place: "Ahead of you: {n}",
  with_agent: "You are chatting with {name}",
  joined: "{name} is looking after you from here",
  typing: "The agent is typing",
  messages: "Messages",
  write: "Write a message",
  send: "Send",
  sending: "Sending",
  not_sent: "Not sent yet",
  too_long: "{n} characters fit into one message; what is beyond was left out.",
  me: "Me",
  centre: "System",
  end: "End the chat",
  end_sure: "End the chat now?",
  end_yes: "End it",
  end_no: "Go on",
  over: "The chat is over",
  rate: "How was our service?",
  stars: ["Very poor", "Poor", "Fair", "Good", "Very good"],
  rate_more: "Anything else you would like to tell us",
  rate_send: "Send my rating",
  rate_skip: "No rating",
  rated: "Thank you for your rating.",
  start_again: "Start a new chat",
  away: "We are closed now",
  away_more: "Leave a message and we will answer when we open.",
  opens: "We are back {when}.",
  leave: "Leave a message",
  contact: "How to reach you",
  contact_hint: "Phone or e-mail, so that we can answer",
  leave_send: "Send the message",
  left: "We have your message and will answer as soon as we open.",
  missing: "Please write something.",
  close: "Close",
}

export const WORDS: Record<Locale, Words> = { "zh-Hans": HANS, "zh-Hant": HANT, en: EN }

/** A text with its slots filled. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
