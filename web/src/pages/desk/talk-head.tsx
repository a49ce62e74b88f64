import { AudioMutedOutlined, LinkOutlined, LockFilled, PauseOutlined, PhoneOutlined, SwapOutlined } from "@ant-design/icons"
import { Button, Tooltip } from "antd"
import { type ReactNode, useEffect, useState } from "react"
import { call } from "../../api"
import { pick, useLocale, useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { type ShortcutName, SHORTCUTS, useShortcuts } from "../../keys"
import { useNow } from "../../live/hooks"
import { Clauses, useClauses } from "../../parts/clause"
import { Kbd } from "../../parts/kbd"
import { span } from "../../parts/time"
import { useAsk } from "../../parts/use-ask"
import { hasRole, useMe } from "../../session"
import type { Key, Press } from "../../wire"
import { useHelp } from "./help"
import { ChannelIcon, nameOf } from "./queue"
import { useField, useTalkId } from "./selection"
import { showTool } from "./tool-choice"

type Act = "hold" | "mute" | "transfer" | "hang_up"

/** The key that locks an act, if one does. */
function useLock(act: Act): Key | undefined {
  const keys = useField("keys") ?? []
  return keys.find((key) => key.act === act && !key.open)
}

/** Why an act is locked, in words: the clauses and what they say. */
function useWhy(lock: Key | undefined): string {
  const t = useT()
  const locale = useLocale()
  const clauses = useClauses()
  if (!lock) return ""
  const quote = pick(lock.why, locale) || lock.clauses.map((id) => clauses[id]?.quote ?? "").join(" ")
  return t("key.locked", { clauses: lock.clauses.join(", "), quote })
}

/** The address at which a customer finds the chat that we began. */
function CustomerLink() {
  const t = useT()
  const talk = useTalkId()
  const { message } = useNotices()
  const copy = async (): Promise<void> => {
    try {
      const { path } = await call<{ path: string }>("GET", `talks/${encodeURIComponent(talk)}/link`)
      await navigator.clipboard.writeText(location.origin + path)
      void message.success(t("call.linked"))
    } catch (error) {
      void message.error((error as Error).message)
    }
  }
  return (
    <Button size="small" icon={<LinkOutlined />} onClick={() => void copy()}>
      {t("call.link")}
    </Button>
  )
}

interface PhoneKeyProps {
  readonly act: Act
  readonly icon: ReactNode
  readonly label: string
  readonly on?: boolean
  readonly danger?: boolean
  readonly lock: Key | undefined
  readonly onPress: () => void
}

function PhoneKey({ act, icon, label, on = false, danger = false, lock, onPress }: PhoneKeyProps) {
  const why = useWhy(lock)
  const key = SHORTCUTS[act satisfies ShortcutName].show[0]
  return (
    <Tooltip title={why || undefined} placement="bottom" styles={{ root: { maxWidth: 360 } }}>
      <Button
        size="small"
        className={`phone-key ${lock ? "phone-key-locked" : ""}`}
        danger={danger && !lock}
        type={on ? "primary" : "default"}
        icon={lock ? <LockFilled /> : icon}
        aria-pressed={act === "hold" || act === "mute" ? on : undefined}
        aria-disabled={Boolean(lock)}
        aria-description={why || undefined}
        aria-keyshortcuts={key}
        onClick={onPress}
      >
        {label} <Kbd>{key}</Kbd>
      </Button>
    </Tooltip>
  )
}

/** What stands below the keys for a while after a locked one was pressed. */
function Refusal({ lock, label, onForce, onGone }: { lock: Key; label: string; onForce: () => void; onGone: () => void }) {
  const t = useT()
  const locale = useLocale()
  const me = useMe()
  useEffect(() => {
    const timer = setTimeout(onGone, 12_000)
    return () => clearTimeout(timer)
  }, [onGone])
  return (
    <div className="refusal" role="alert">
      <LockFilled aria-hidden />
      <span className="refusal-why">
        <strong>{t("key.not_yet", { act: label })}</strong> {pick(lock.why, locale)}
      </span>
      <Clauses ids={lock.clauses} />
      {hasRole(me, "leader") && lock.act !== "transfer" && (
        <Button size="small" danger onClick={onForce}>
          {t("key.force")}
        </Button>
      )}
    </div>
  )
}

/** Holds which locked key was pressed last, and presses those that are open. */
function usePresses() {
  const talk = useTalkId()
  const { ask } = useAsk()
  const held = useField("held") ?? false
  const muted = useField("muted") ?? false
  const phase = useField("phase")
  const dialling = phase === "dialling"
  const live = phase === "live"
  const phone = useField("channel") === "phone"
  const locks = { hold: useLock("hold"), mute: useLock("mute"), transfer: useLock("transfer"), hang_up: useLock("hang_up") }
  // Taking back is never locked.
  const lockOf = (act: Act): Key | undefined =>
    (act === "hold" && held) || (act === "mute" && muted) ? undefined : locks[act]
  const [tried, setTried] = useState<Act | null>(null)
  const press = (key: Press["key"], on = true, force = false): void => {
    setTried(null)
    void ask({ do: "press", talk, key, on, force })
  }
  const attempt = (act: Act): void => {
    if (!live && !(dialling && act === "hang_up")) return
    // What opens a transfer is done step by step beside the conversation.
    if (act === "transfer") showTool("transfer")
    if (lockOf(act)) setTried(act)
    else if (act === "transfer") setTried(null)
    else if (act === "hang_up") press("hang_up")
    else press(act, act === "hold" ? !held : !muted)
  }
  const forced = (act: Act): void => {
    if (act !== "transfer") press(act, true, true)
  }
  return { attempt, forced, tried, forget: setTried, lockOf, held, muted, live, dialling, phone }
}

function Duration() {
  const answered = useField("answered")
  const over = useField("over")
  const arrived = useField("arrived") ?? 0
  const now = useNow(1000)
  return <span className="talk-time">{span((over ?? now) - (answered ?? arrived))}</span>
}

/** Who it is, how long it lasts, and the keys of the phone. */
export function TalkHead() {
  const t = useT()
  const customer = useField("customer")
  const channel = useField("channel") ?? ""
  const outbound = useField("direction") === "outbound"
  const purpose = useField("purpose")
  const { attempt, forced, tried, forget, lockOf, held, muted, live, dialling, phone } = usePresses()
  const help = useHelp()
  const [gone] = useState(() => () => forget(null))
  const names: Record<Act, string> = {
    hold: t(held ? "key.unhold" : "key.hold"),
    mute: t(muted ? "key.unmute" : "key.mute"),
    transfer: t("key.transfer"),
    hang_up: t("key.hang_up"),
  }
  useShortcuts({
    hold: () => (phone && live ? attempt("hold") : false),
    mute: () => (phone && live ? attempt("mute") : false),
    transfer: () => (live ? attempt("transfer") : false),
    hang_up: () => (live || dialling ? attempt("hang_up") : false),
  })
  const refused = tried && lockOf(tried)
  const key = (act: Act, icon: ReactNode, more: { on?: boolean; danger?: boolean } = {}): ReactNode => (
    <PhoneKey act={act} icon={icon} label={names[act]} lock={lockOf(act)} onPress={() => attempt(act)} {...more} />
  )
  return (
    <>
      <header className="talk-head">
        <h2>
          <ChannelIcon channel={channel} /> {nameOf(customer, t("queue.nobody"))}
        </h2>
        <Duration />
        {outbound && (
          <span className="tag tag-note">
            {t("call.outbound")}
            {purpose && ` · ${t(`purpose.${purpose}`)}`}
          </span>
        )}
        {held && <span className="tag tag-amber">{t("talk.held")}</span>}
        {muted && <span className="tag tag-amber">{t("talk.muted")}</span>}
        <span className="bar-space" />
        {live && outbound && !phone && <CustomerLink />}
        {help.key}
        {live && (
          <div className="phone-keys" role="toolbar" aria-label={t("key.keys")}>
            {phone && key("hold", <PauseOutlined />, { on: held })}
            {phone && key("mute", <AudioMutedOutlined />, { on: muted })}
            {key("transfer", <SwapOutlined />)}
            {key("hang_up", <PhoneOutlined rotate={225} />, { danger: true })}
          </div>
        )}
      </header>
      {tried && refused && (
        <Refusal lock={refused} label={names[tried]} onForce={() => forced(tried)} onGone={gone} />
      )}
      {help.line}
    </>
  )
}
