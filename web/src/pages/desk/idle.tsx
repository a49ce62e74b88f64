import { CoffeeOutlined, MessageOutlined, PhoneOutlined, SwapOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useT } from "../../i18n"
import { useLive } from "../../live/hooks"
import { Kbd } from "../../parts/kbd"
import { useAsk } from "../../parts/use-ask"
import { useMe } from "../../session"
import { span } from "../../parts/time"
import { CallButton } from "./call-out"
import { Incident } from "./notices"
import { nameOf, Offer, PickUp, useTake } from "./queue"

/** The call that rings, large. */
function Rings({ id, onSelect }: { id: string; onSelect: (id: string) => void }) {
  const t = useT()
  const take = useTake(onSelect)
  const talk = useLive((state) => state.talks[id])
  if (!talk) return null
  const phone = talk.channel === "phone"
  const said = Object.values(talk.entries).findLast((entry) => entry.kind === "said" && entry.by === "customer")?.text
  return (
    <div className="idle-card idle-rings">
      <PickUp talk={id} size={96} />
      <h2>{nameOf(talk.customer, t("queue.nobody"))}</h2>
      <p>{t(phone ? "idle.rings" : "idle.waits")}</p>
      {said && <blockquote className="idle-said">{said}</blockquote>}
      <Button
        type="primary"
        size="large"
        icon={phone ? <PhoneOutlined /> : <MessageOutlined />}
        className="answer"
        onClick={() => void take(id)}
      >
        {t(phone ? "queue.answer" : "queue.take")} <Kbd>Enter</Kbd>
      </Button>
    </div>
  )
}

/** A conversation that a colleague wants to hand over. */
function Offered({ id }: { id: string }) {
  const t = useT()
  const talk = useLive((state) => state.talks[id])
  const from = useLive((state) => state.centre?.people[talk?.agent ?? ""]?.name ?? "")
  return (
    <div className="idle-card">
      <span className="idle-icon">
        <SwapOutlined />
      </span>
      <h2>{nameOf(talk?.customer, t("queue.nobody"))}</h2>
      <p>{t("idle.offered", { name: from })}</p>
      <Offer id={id} />
    </div>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Day() {
  const t = useT()
  const today = useLive((state) => state.centre?.today)
  if (!today) return null
  const level = today.service_level == null ? "–" : `${Math.round(today.service_level * 100)} %`
  return (
    <dl className="figures" aria-label={t("idle.today")}>
      <Figure label={t("today.answered")} value={`${today.answered} / ${today.offered}`} />
      <Figure label={t("today.level")} value={level} />
      <Figure label={t("today.wait")} value={today.mean_wait == null ? "–" : span(today.mean_wait)} />
      <Figure label={t("today.breaches")} value={String(today.missed + today.broken)} />
    </dl>
  )
}

/** What the desk shows while no conversation is open. */
export function Idle({ queue, onSelect }: { queue: readonly string[]; onSelect: (id: string) => void }) {
  const t = useT()
  const me = useMe()
  const { ask } = useAsk()
  const status = useLive((state) => state.centre?.people[me.number]?.status ?? "off")
  const first = useLive((state) => queue.find((id) => state.talks[id]?.transfer !== "offered") ?? "")
  const offered = first ? "" : (queue[0] ?? "")
  const away = status === "off" || status === "break"
  return (
    <section className="panel desk-idle">
      <Incident />
      {first ? (
        <Rings id={first} onSelect={onSelect} />
      ) : offered ? (
        <Offered id={offered} />
      ) : (
        <div className="idle-card">
          <span className="idle-icon">{away ? <CoffeeOutlined /> : <PhoneOutlined />}</span>
          <h2>{t(away ? "idle.away" : "idle.ready")}</h2>
          <p>{t(away ? "idle.away_hint" : "idle.ready_hint")}</p>
          {away && (
            <Button type="primary" size="large" onClick={() => void ask({ do: "status", status: "idle" })}>
              {t("idle.set")}
            </Button>
          )}
          <CallButton wanted={{ number: "" }} label={t("call.title")} />
        </div>
      )}
      <Day />
    </section>
  )
}
