import { MessageOutlined, PhoneOutlined, SwapOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { memo } from "react"
import { pick, useLocale, useT } from "../../i18n"
import { SHORTCUTS } from "../../keys"
import { useLive, useNow, useTalk } from "../../live/hooks"
import { Kbd } from "../../parts/kbd"
import { Nothing, Panel } from "../../parts/panel"
import { Ring, toneOf } from "../../parts/ring"
import { left, span } from "../../parts/time"
import { useAsk } from "../../parts/use-ask"
import type { Person, Talk } from "../../wire"

/** What a customer is called. */
export function nameOf(person: Person | undefined, nobody: string): string {
  if (!person) return nobody
  const { surname, title, name } = person
  if (name && !title) return name
  if (/^[a-z]/i.test(surname)) return /^[a-z]/i.test(title) ? `${title} ${surname}` : `${surname} ${title}`.trim()
  if (surname) return surname + title
  return person.name || person.phone || person.account || nobody
}

export function ChannelIcon({ channel }: { channel: string }) {
  return channel === "phone" ? <PhoneOutlined aria-hidden /> : <MessageOutlined aria-hidden />
}

/** When it should have been answered: the duty that says so, else the centre's target. */
function dueOf(talk: Talk | undefined, target: number): number {
  const due = talk?.timers.flatMap((timer) => timer.due ?? []) ?? []
  return due.length ? Math.min(...due) : (talk?.arrived ?? 0) + target
}

/** The time that is left to answer. */
export function PickUp({ talk: id, size = 40 }: { talk: string; size?: number }) {
  const t = useT()
  const now = useNow(200)
  const talk = useLive((state) => state.talks[id])
  const target = useLive((state) => state.centre?.today.target ?? 20_000)
  if (!talk) return null
  const due = dueOf(talk, target)
  const since = Math.max(talk.arrived, talk.timers[0]?.since ?? talk.arrived)
  const share = (due - now) / Math.max(1, due - since)
  return <Ring share={share} text={left(due - now)} tone={toneOf(share)} size={size} label={t("queue.pick_up", { left: span(due - now) })} />
}

function Waited({ since }: { since: number }) {
  const now = useNow(1000)
  return <>{span(now - since)}</>
}

/** Answer a call and open it. */
export function useTake(onSelect: (id: string) => void): (id: string) => Promise<void> {
  const { ask } = useAsk()
  return async (id) => {
    if (await ask({ do: "take", talk: id })) onSelect(id)
  }
}

/** A colleague's conversation that is to become mine. */
export function Offer({ id }: { id: string }) {
  const t = useT()
  const { ask } = useAsk()
  return (
    <span className="queue-acts">
      <Button
        size="small"
        type="primary"
        aria-keyshortcuts={SHORTCUTS.answer.show[0]}
        onClick={() => void ask({ do: "transfer", talk: id, step: "accepted" })}
      >
        {t("queue.accept")} <Kbd>{SHORTCUTS.answer.show[0]}</Kbd>
      </Button>
      <Button size="small" onClick={() => void ask({ do: "transfer", talk: id, step: "declined" })}>
        {t("queue.decline")}
      </Button>
    </span>
  )
}

interface CallProps {
  readonly id: string
  readonly first: boolean
  readonly onSelect: (id: string) => void
}

const Call = memo(function Call({ id, first, onSelect }: CallProps) {
  const t = useT()
  const locale = useLocale()
  const take = useTake(onSelect)
  const talk = useLive((state) => state.talks[id])
  const from = useLive((state) => state.centre?.people[talk?.agent ?? ""]?.name)
  const queue = useLive((state) => state.centre?.queues[talk?.queue ?? ""])
  if (!talk) return null
  const offered = talk.transfer === "offered"
  return (
    <li className={`call ${talk.phase === "ringing" ? "call-rings" : ""}`}>
      {offered ? <SwapOutlined className="call-swap" aria-hidden /> : <PickUp talk={id} />}
      <div className="call-who">
        <strong>{nameOf(talk.customer, t("queue.nobody"))}</strong>
        <span className="call-line">
          <ChannelIcon channel={talk.channel} />
          <span className="call-queue">
            {offered ? t("queue.from", { name: from ?? talk.agent }) : pick(queue, locale) || t(`channel.${talk.channel}`)}
          </span>
          <span aria-hidden="true">·</span>
          <Waited since={talk.arrived} />
        </span>
      </div>
      {offered ? (
        <Offer id={id} />
      ) : (
        <Button
          type="primary"
          size="small"
          className={talk.phase === "ringing" ? "answer" : ""}
          onClick={() => void take(id)}
          aria-keyshortcuts={first ? "F9" : undefined}
        >
          {t(talk.channel === "phone" ? "queue.answer" : "queue.take")} {first && <Kbd>F9</Kbd>}
        </Button>
      )}
    </li>
  )
})

interface MineProps {
  readonly id: string
  readonly open: boolean
  readonly onSelect: (id: string) => void
}

const Mine = memo(function Mine({ id, open, onSelect }: MineProps) {
  const t = useT()
  const customer = useTalk(id, "customer")
  const channel = useTalk(id, "channel") ?? ""
  const phase = useTalk(id, "phase")
  const over = phase === "wrap_up"
  const came = useTalk(id, "arrived") ?? 0
  const arrived = useTalk(id, "answered") ?? came
  const unanswered = useLive((state) => {
    const entries = Object.values(state.talks[id]?.entries ?? {})
    return entries.findLast((entry) => entry.kind === "said")?.by === "customer"
  })
  const red = useLive((state) => (state.talks[id]?.missed ?? 0) + (state.talks[id]?.broken ?? 0))
  return (
    <li>
      <button type="button" className="mine" aria-current={open ? "true" : undefined} onClick={() => onSelect(id)}>
        <ChannelIcon channel={channel} />
        <span className="mine-name">{nameOf(customer, t("queue.nobody"))}</span>
        {over ? (
          <span className="tag tag-amber">{t("status.wrap_up")}</span>
        ) : (
          <>
            {phase === "dialling" && <span className="tag tag-note">{t("wall.phase_dialling")}</span>}
            {unanswered && !open && <span className="tag tag-note">{t("queue.reply")}</span>}
            <span className="quiet">
              <Waited since={arrived} />
            </span>
          </>
        )}
        {red > 0 && (
          <span className="count" title={t("queue.breaches", { count: red })}>
            {red}
          </span>
        )}
      </button>
    </li>
  )
})

interface Props {
  readonly queue: readonly string[]
  readonly mine: readonly string[]
  readonly selected: string
  readonly onSelect: (id: string) => void
}

/** Who waits, and whom I talk to. */
export function Queue({ queue, mine, selected, onSelect }: Props) {
  const t = useT()
  const waiting = useLive((state) => state.centre?.waiting.length ?? 0)
  const hidden = Math.max(0, waiting - queue.length)
  return (
    <Panel title={t("queue.title")} extra={<span className="quiet">{t("queue.waiting", { count: waiting })}</span>}>
      <div aria-live="assertive" className="unseen">
        {queue.length > 0 && t("queue.rings", { count: queue.length })}
      </div>
      {queue.length > 0 && (
        <ul className="plain">
          {queue.map((id, place) => (
            <Call key={id} id={id} first={place === 0} onSelect={onSelect} />
          ))}
        </ul>
      )}
      {hidden > 0 && <p className="quiet small">{t("queue.elsewhere", { count: hidden })}</p>}
      {mine.length > 0 && (
        <ul className="plain mines" aria-label={t("queue.mine")}>
          {mine.map((id) => (
            <Mine key={id} id={id} open={id === selected} onSelect={onSelect} />
          ))}
        </ul>
      )}
      {waiting === 0 && mine.length === 0 && <Nothing>{t("queue.empty")}</Nothing>}
    </Panel>
  )
}
