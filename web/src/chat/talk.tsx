import { useEffect, useRef, useState } from "react"
import { pick } from "../languages"
import type { Chat, ChatLine } from "../chat-wire"
import { useChatLocale, useWords } from "./chat"
import { EndIcon, SendIcon } from "./icons"
import type { Line, LineState } from "./line"
import type { Unsent } from "./outbox"
import { Rating } from "./rating"
import "./talk.css"
import { filled } from "./texts"

const LONGEST = 2_000

const clock = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at)

function Bubble({ line, agent, head }: { line: ChatLine; agent: string; head: boolean }) {
  const words = useWords()
  const locale = useChatLocale()
  if (line.by === "centre" && line.who) return <li className="joined">{filled(words.joined, { name: line.who })}</li>
  const who = line.by === "me" ? words.me : line.by === "agent" ? line.who || agent : words.centre
  return (
    <li className={`bubble by-${line.by}${head ? " head" : ""}`}>
      {head && line.by !== "me" ? <span className="who">{who}</span> : <span className="unseen">{who}</span>}
      <p>{line.text}</p>
      <time dateTime={new Date(line.at).toISOString()}>{clock(line.at, locale)}</time>
    </li>
  )
}

function Pending({ one, live }: { one: Unsent; live: boolean }) {
  const words = useWords()
  return (
    <li className="bubble by-me pending">
      <span className="unseen">{words.me}</span>
      <p>{one.text}</p>
      <time>{live ? words.sending : words.not_sent}</time>
    </li>
  )
}

function Messages({ chat, state }: { chat: Chat; state: LineState }) {
  const words = useWords()
  const end = useRef<HTMLLIElement>(null)
  const count = chat.lines.length + state.outbox.length
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" })
  }, [count, chat.agent_typing, chat.phase])
  return (
    <div className="scroll" tabIndex={0} role="log" aria-relevant="additions" aria-label={words.messages}>
      <ol className="messages">
        {chat.lines.map((line, place) => (
          <Bubble key={line.n} line={line} agent={chat.agent} head={chat.lines[place - 1]?.by !== line.by} />
        ))}
        {state.outbox.map((one) => (
          <Pending key={`pending-${one.ordinal}`} one={one} live={state.link === "live"} />
        ))}
        <li ref={end} className="end" aria-hidden="true" />
      </ol>
      {chat.agent_typing && chat.phase === "live" && state.link === "live" && (
        <p className="typing" role="status">
          <span className="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {words.typing}
        </p>
      )}
    </div>
  )
}

/** Where one stands: waiting with one's place, with whom one speaks, or that the line broke. */
function Standing({ line, state, chat }: { line: Line; state: LineState; chat: Chat }) {
  const words = useWords()
  const locale = useChatLocale()
  const notice = pick(chat.notice, locale)
  if (state.link === "lost") {
    return (
      <div className="standing lost" role="alert">
        <span>{words.lost}</span>
        <button type="button" className="text" onClick={line.retry}>
          {words.retry}
        </button>
      </div>
    )
  }
  if (chat.phase === "waiting") {
    return (
      <div className="standing" role="status">
        <span className="spinner" aria-hidden="true" />
        <span>{chat.place > 1 || notice ? notice || filled(words.place, { n: chat.place - 1 }) : words.waiting}</span>
      </div>
    )
  }
  const text = chat.phase === "over" ? notice || words.over : filled(words.with_agent, { name: chat.agent })
  return (
    <div className="standing" role="status">
      {chat.phase === "live" && <span className="here" aria-hidden="true" />}
      <span>{text}</span>
    </div>
  )
}

function EndSure({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const words = useWords()
  return (
    <div
      className="sure"
      role="alertdialog"
      aria-label={words.end_sure}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return
        event.preventDefault()
        onNo()
      }}
    >
      <p>{words.end_sure}</p>
      <div className="two">
        <button type="button" className="second" autoFocus onClick={onNo}>
          {words.end_no}
        </button>
        <button type="button" className="danger" onClick={onYes}>
          {words.end_yes}
        </button>
      </div>
    </div>
  )
}

function Composer({ line, fault }: { line: Line; fault: string }) {
  const words = useWords()
  const [text, setText] = useState("")
  const [ending, setEnding] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const send = (): void => {
    const said = text.trim()
    if (!said) return
    line.say(said)
    setText("")
    box.current?.focus()
  }
  if (ending) return <EndSure onYes={() => line.end()} onNo={() => setEnding(false)} />
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      {text.length >= LONGEST && <p className="fault">{filled(words.too_long, { n: LONGEST })}</p>}
      <div className="row">
        <button type="button" className="icon" title={words.end} aria-label={words.end} onClick={() => setEnding(true)}>
          <EndIcon />
        </button>
        <textarea
          ref={box}
          rows={1}
          value={text}
          maxLength={LONGEST}
          placeholder={words.write}
          aria-label={words.write}
          onChange={(event) => {
            setText(event.target.value)
            line.typing()
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        <button type="submit" className="icon go" aria-label={words.send} title={words.send} disabled={!text.trim()}>
          <SendIcon />
        </button>
      </div>
    </form>
  )
}

/** The chat while it waits, lives, and is over. */
export function Talk({ line, state, chat }: { line: Line; state: LineState; chat: Chat }) {
  return (
    <>
      <Standing line={line} state={state} chat={chat} />
      <Messages chat={chat} state={state} />
      {chat.phase === "over" ? <Rating line={line} chat={chat} /> : <Composer line={line} fault={state.fault} />}
    </>
  )
}
