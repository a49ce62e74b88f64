import { SendOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react"
import { useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { AskRefused, repeatKey } from "../../live/store"
import { Kbd } from "../../parts/kbd"
import { pieces, blanksIn } from "../../parts/text"
import { useAsk } from "../../parts/use-ask"
import { caretOf, focusDraft, keepCaret, leave, takesFocus, useDraft, write } from "./draft"
import { HitList } from "./hits"
import { rewriteOf } from "./say"
import { useField, useTalkId } from "./selection"
import { type Place, useCheck } from "./use-check"

/** The words behind the text field, underlined where the standard has something against them. */
function Backdrop({ text, places, box }: { text: string; places: readonly Place[]; box: RefObject<HTMLDivElement | null> }) {
  const parts = pieces(text, places.map((place) => ({ from: place.from, to: place.to, mark: place.severity })))
  return (
    <div className="backdrop" ref={box} aria-hidden="true">
      {parts.map((piece, place) =>
        piece.mark ? (
          <span key={place} className={`under under-${piece.mark}`}>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
      {"\n"}
    </div>
  )
}

/** Takes the focus when words were put in, and selects the first blank. */
function useInserted(field: RefObject<HTMLTextAreaElement | null>, talk: string, inserted: number): void {
  useEffect(() => {
    const element = field.current
    if (!element || !takesFocus(talk)) return
    element.focus()
    const blank = blanksIn(element.value)[0]
    if (blank) element.setSelectionRange(blank.from, blank.to)
    else element.setSelectionRange(caretOf(talk), caretOf(talk))
    element.scrollTop = element.scrollHeight
  }, [field, inserted, talk])
}

/** A draft that rests so long, in ms, is not being written any more. */
const RESTS = 6000

/** Tells that somebody writes: a chat's customer sees it, and on the phone that is talking, so nobody counts as silent. */
function useTyping(talk: string, text: string): void {
  const { live } = useAsk()
  const told = useRef(false)
  const tell = useCallback(
    (on: boolean): void => {
      if (told.current === on) return
      told.current = on
      live.ask({ do: "typing", talk, on }).catch(() => undefined)
    },
    [live, talk],
  )
  useEffect(() => {
    tell(text.trim() !== "")
    const rest = window.setTimeout(() => tell(false), RESTS)
    return () => window.clearTimeout(rest)
  }, [tell, text])
  useEffect(() => () => tell(false), [tell])
}

function useSending(talk: string, text: string, places: readonly Place[]) {
  const { tell, live } = useAsk()
  const [busy, setBusy] = useState(false)
  /** What is on its way: it does not go out twice, but the next words need not wait for it. */
  const underway = useRef("")
  const [refused, setRefused] = useState("")
  const stop = places.find((place) => place.severity === "block" || place.severity === "blank")
  useEffect(() => setRefused(""), [text])
  const send = async (onHits: (hits: AskRefused["hits"]) => void, onStop: (place: Place) => void): Promise<void> => {
    if (text === underway.current || text.trim() === "") return
    if (stop) {
      setRefused(stop.severity)
      onStop(stop)
      return
    }
    underway.current = text
    setBusy(true)
    try {
      await live.ask({ do: "say", talk, text: text.trim(), key: repeatKey() })
      leave(talk, text)
    } catch (error) {
      if (error instanceof AskRefused && error.hits.length > 0) {
        onHits(error.hits)
        setRefused("block")
      } else tell(error)
    } finally {
      if (underway.current === text) {
        underway.current = ""
        setBusy(false)
      }
    }
  }
  return { send, busy, refused, stop }
}

/** Where the agent writes. What the standard forbids does not leave here. */
export function Composer() {
  const t = useT()
  const talk = useTalkId()
  const phone = useField("channel") === "phone"
  const { text, inserted } = useDraft(talk)
  const field = useRef<HTMLTextAreaElement>(null)
  const backdrop = useRef<HTMLDivElement>(null)
  const { places, refuse } = useCheck(talk, text)
  const { send, busy, refused, stop } = useSending(talk, text, places)
  useInserted(field, talk, inserted)
  useTyping(talk, text)
  const go = (): void =>
    void send(refuse, (place) => {
      field.current?.focus()
      field.current?.setSelectionRange(place.from, place.to)
    })
  const rewritten = places.find((place) => place.hit?.rewrite)
  const rewrite = (place: Place): void => {
    const words = place.hit ? rewriteOf(place.hit) : ""
    if (!words) return
    const made = text.slice(0, place.from) + words + text.slice(place.to)
    keepCaret(talk, place.from + words.length)
    write(talk, made)
    focusDraft(talk)
  }
  useShortcuts({
    rewrite: () => (rewritten ? rewrite(rewritten) : false),
    compose: () => focusDraft(talk),
  })
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // Enter that ends an input method's word is not meant for us (229 is what Safari says of it).
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return
    event.preventDefault()
    go()
  }
  const caret = (): void => keepCaret(talk, field.current?.selectionStart ?? text.length)
  return (
    <div className="composer">
      <HitList places={places} refused={refused} onRewrite={rewrite} first={rewritten} />
      <div className="composer-row">
        <div className={`write ${stop?.severity === "block" ? "write-blocked" : ""}`}>
          <Backdrop text={text} places={places} box={backdrop} />
          <textarea
            ref={field}
            value={text}
            rows={3}
            data-reply
            maxLength={4000}
            placeholder={t(phone ? "write.say" : "write.type")}
            aria-label={t("write.label")}
            aria-invalid={stop?.severity === "block"}
            aria-keyshortcuts="Alt+C"
            onChange={(event) => {
              write(talk, event.target.value)
              keepCaret(talk, event.target.selectionStart)
            }}
            onSelect={caret}
            onBlur={caret}
            onScroll={(event) => {
              if (backdrop.current) backdrop.current.scrollTop = event.currentTarget.scrollTop
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <Button
          type="primary"
          icon={<SendOutlined />}
          loading={busy}
          disabled={text.trim() === ""}
          aria-disabled={Boolean(stop)}
          onClick={go}
        >
          {t("write.send")} <Kbd>Enter</Kbd>
        </Button>
      </div>
    </div>
  )
}
