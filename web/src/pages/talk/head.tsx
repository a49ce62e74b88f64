import { ArrowLeftOutlined, DownloadOutlined, EyeOutlined, FilePdfOutlined, PhoneOutlined, PrinterOutlined } from "@ant-design/icons"
import { Button, Input } from "antd"
import { useId, useState } from "react"
import { Link, useLocation } from "wouter"
import { call } from "../../api"
import { pick, useLocale, useT } from "../../i18n"
import { Dialog } from "../../parts/dialog"
import { Faults } from "../../parts/faults"
import { Stars } from "../../parts/stars"
import { day, clock, span } from "../../parts/time"
import { hasRole, KNOWING, useMe } from "../../session"
import type { Talk } from "../../wire"
import { callAddress } from "../desk/call-choice"
import { ChannelIcon, nameOf } from "../desk/queue"
import { useNames } from "../talks/names"

function Reveal({ talk, onReveal }: { talk: Talk; onReveal: (talk: Talk) => void }) {
  const t = useT()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState("")
  const [fault, setFault] = useState("")
  const [busy, setBusy] = useState(false)
  const reveal = async (): Promise<void> => {
    setBusy(true)
    setFault("")
    try {
      onReveal(await call<Talk>("POST", `talks/${encodeURIComponent(talk.id)}/reveal`, { reason: reason.trim() }))
      setOpen(false)
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button size="small" icon={<EyeOutlined />} onClick={() => setOpen(true)}>
        {t("read.reveal")}
      </Button>
      <Dialog
        open={open}
        title={t("read.reveal")}
        okText={t("read.reveal_do")}
        cancelText={t("wall.cancel")}
        okButtonProps={{ disabled: reason.trim().length < 5, loading: busy }}
        onOk={() => void reveal()}
        onCancel={() => setOpen(false)}
      >
        <label htmlFor={id}>{t("read.reveal_why")}</label>
        <Input.TextArea
          id={id}
          autoFocus
          rows={2}
          maxLength={500}
          value={reason}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setReason(event.target.value)}
        />
        <p id={`${id}-hint`} className="quiet">
          {t("read.reveal_hint")}
        </p>
        {fault && <p role="alert">{fault}</p>}
      </Dialog>
    </>
  )
}

/** When somebody first turned to the customer: a call is answered, a chat gets its first reply. */
function turnedTo(talk: Talk): number | null {
  if (talk.channel === "phone") return talk.answered ?? null
  return Object.values(talk.entries).find((entry) => entry.kind === "said" && entry.by === "agent")?.at ?? null
}

function Facts({ talk }: { talk: Talk }) {
  const t = useT()
  const locale = useLocale()
  const names = useNames()
  const first = turnedTo(talk)
  const waited = first ?? talk.over ?? null
  const lasted = talk.over == null ? t("read.runs") : first === null ? "–" : span(talk.over - first)
  const agent = talk.agent ? `${names[talk.agent] ?? ""} ${talk.agent}` : t("wall.nobody")
  const facts: [string, string][] = [
    ["agent", agent],
    ["when", `${day(talk.arrived, locale)} ${clock(talk.arrived, locale)}`],
    ["waited", waited === null ? "–" : span(waited - talk.arrived)],
    ["lasted", lasted],
    ...(talk.purpose ? [["purpose", t(`purpose.${talk.purpose}`)] as [string, string]] : []),
    ...(talk.outcome ? [["outcome", t(`outcome.${talk.outcome}`)] as [string, string]] : []),
    ["id", talk.id],
  ]
  return (
    <dl className="read-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`read.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface HeadProps {
  readonly talk: Talk
  /** Whether the personal data was asked for, and is there. */
  readonly revealed: boolean
  readonly onReveal: (talk: Talk) => void
}

/** Who spoke with whom, when, and what can be done with it. */
export function Head({ talk, revealed, onReveal }: HeadProps) {
  const t = useT()
  const locale = useLocale()
  const me = useMe()
  const [, go] = useLocation()
  const file = `/api/talks/${encodeURIComponent(talk.id)}/download.`
  const veiled = !hasRole(me, ...KNOWING)
  return (
    <header className="panel read-head">
      <div className="read-title">
        <Link href="/talks" className="read-back" aria-label={t("read.back")} title={t("read.back")}>
          <ArrowLeftOutlined aria-hidden />
        </Link>
        <h1>
          <ChannelIcon channel={talk.channel} /> {nameOf(talk.customer, t(veiled && !revealed ? "talks.hidden" : "queue.nobody"))}
        </h1>
        {talk.over == null && <span className="tag tag-amber">{t(`wall.phase_${talk.phase}`)}</span>}
        {Object.entries(talk.situations).map(([id, title]) => (
          <span key={id} className="tag tag-note">
            {pick(title, locale)}
          </span>
        ))}
        <Faults missed={talk.missed} broken={talk.broken} />
        {talk.rating != null && <Stars stars={talk.rating} />}
        {talk.rating_text && <q>{talk.rating_text}</q>}
      </div>
      <Facts talk={talk} />
      <div className="read-acts">
        {veiled && !revealed && <Reveal talk={talk} onReveal={onReveal} />}
        {hasRole(me, "agent", "leader") && talk.customer.phone && (
          <Button size="small" icon={<PhoneOutlined />} onClick={() => go(callAddress(talk.customer))}>
            {t("read.call_back")}
          </Button>
        )}
        {!veiled && (
          <>
            <Button size="small" icon={<DownloadOutlined />} href={`${file}jsonl`} download>
              JSONL
            </Button>
            <Button size="small" icon={<DownloadOutlined />} href={`${file}vcon`} download>
              vCon
            </Button>
          </>
        )}
        <Button size="small" icon={<FilePdfOutlined />} href={`${file}pdf?locale=${locale}`} download>
          PDF
        </Button>
        <Button size="small" icon={<PrinterOutlined />} onClick={() => print()}>
          {t("read.print")}
        </Button>
      </div>
    </header>
  )
}
