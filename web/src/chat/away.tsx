import { type FormEvent, useState } from "react"
import type { Chat } from "../chat-wire"
import { useChatLocale, useWords } from "./chat"
import { DoneIcon, MoonIcon } from "./icons"
import type { Line } from "./line"
import { filled } from "./texts"

/** When the centre opens, as people say it: with the day where it is not today. */
export function opening(opens: number, now: number, locale: string): string {
  const sameDay = new Date(opens).toDateString() === new Date(now).toDateString()
  const far: Intl.DateTimeFormatOptions = sameDay ? {} : { weekday: "long", month: "long", day: "numeric" }
  return new Intl.DateTimeFormat(locale, { ...far, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(opens)
}

function Left({ line, text }: { line: Line; text: string }) {
  const words = useWords()
  return (
    <div className="plain">
      <span className="sign good">
        <DoneIcon />
      </span>
      <p role="status">{words.left}</p>
      <blockquote>{text}</blockquote>
      <button type="button" className="second" onClick={line.forget}>
        {words.start_again}
      </button>
    </div>
  )
}

interface FormProps {
  /** When the centre opens, and the server's clock; null where nobody knows. */
  readonly opens: number | null | undefined
  readonly at: number
  readonly text: string
  readonly onText: (text: string) => void
  readonly fault: string
  /** Leaves it; what went wrong, "" where nothing did. */
  readonly leave: (text: string, contact: string) => string | Promise<string>
}

/** Out of hours: that the centre is closed, when it opens, and a message to leave. */
export function LeaveForm({ opens, at, text, onText, fault, leave }: FormProps) {
  const words = useWords()
  const locale = useChatLocale()
  const [contact, setContact] = useState("")
  const [trouble, setTrouble] = useState("")
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!text.trim()) {
      setTrouble(words.missing)
      return
    }
    setBusy(true)
    setTrouble(await leave(text.trim(), contact.trim()))
    setBusy(false)
  }
  return (
    <form className="welcome" onSubmit={(event) => void submit(event)} noValidate>
      <div className="hello">
        <span className="sign">
          <MoonIcon />
        </span>
        <h2>{words.away}</h2>
        {opens != null && <p>{filled(words.opens, { when: opening(opens, at, locale) })}</p>}
        <p>{words.away_more}</p>
      </div>
      <label>
        <span>{words.leave}</span>
        <textarea
          rows={4}
          value={text}
          maxLength={2000}
          aria-invalid={trouble !== ""}
          onChange={(event) => onText(event.target.value)}
        />
      </label>
      <label>
        <span>
          {words.contact} <small>{words.optional}</small>
        </span>
        <input
          value={contact}
          maxLength={100}
          placeholder={words.contact_hint}
          onChange={(event) => setContact(event.target.value)}
        />
      </label>
      {(trouble || fault) && (
        <p className="fault" role="alert">
          {trouble || fault}
        </p>
      )}
      <button type="submit" className="main" disabled={busy}>
        {words.leave_send}
      </button>
    </form>
  )
}

/** A chat that began out of hours. */
export function Away({ line, chat, ...form }: { line: Line; chat: Chat } & Pick<FormProps, "text" | "onText" | "fault">) {
  const words = useWords()
  const left = chat.lines[0]
  if (left) return <Left line={line} text={left.text} />
  const leave = (text: string, contact: string): string => (line.leave(text, contact) ? "" : words.lost)
  return <LeaveForm opens={chat.opens} at={chat.at} leave={leave} {...form} />
}
