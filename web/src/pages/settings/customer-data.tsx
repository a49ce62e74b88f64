import { DeleteOutlined, DownloadOutlined, SearchOutlined } from "@ant-design/icons"
import { Alert, Button, Input, Segmented } from "antd"
import { useEffect, useId, useState } from "react"
import { Link } from "wouter"
import { call } from "../../api"
import { known, useLocale, useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { Nothing } from "../../parts/panel"
import { day, dayTime } from "../../parts/time"
import { useAct } from "../../parts/use-act"
import { useCentre } from "../../session"
import { counted } from "./privacy"

const WAYS = ["phone", "id", "token"] as const
type Way = (typeof WAYS)[number]

interface Part {
  readonly kind: string
  readonly id: string
  readonly at: number
  readonly runs: boolean
  readonly elsewhere: boolean
}

interface Shown {
  readonly counts: Readonly<Record<string, number>>
  readonly first?: number | null
  readonly last?: number | null
  readonly runs: number
  readonly elsewhere: number
  readonly parts: readonly Part[]
}

interface Asked {
  readonly who: Partial<Record<Way, string>>
  readonly reason: string
}

function PartRow({ part }: { part: Part }) {
  const t = useT()
  const locale = useLocale()
  const talk = part.kind === "talks" || part.kind === "messages"
  return (
    <li>
      <span>{known(`privacy.kind_${part.kind}`, part.kind)}</span>
      {talk ? <Link href={`/talks/${encodeURIComponent(part.id)}`}>{part.id}</Link> : <span>{part.id}</span>}
      <span className="quiet">{part.at > 0 && dayTime(part.at, locale)}</span>
      {part.runs && <span className="tag tag-amber">{t("privacy.runs")}</span>}
      {part.elsewhere && <span className="tag">{t("privacy.elsewhere")}</span>}
    </li>
  )
}

/** Keep a text as a file of this machine. */
function keep(name: string, text: string): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

/** What was found, to be taken away or erased. */
function Result({ asked, shown, onErased }: { asked: Asked; shown: Shown; onErased: () => void }) {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const { message, sure } = useNotices()
  const { busy, act } = useAct()
  const path = (verb: string): string => `centres/${encodeURIComponent(centre)}/customer/${verb}`
  if (shown.parts.length === 0) return <Nothing>{t("privacy.none")}</Nothing>
  const here = shown.parts.length - shown.elsewhere
  const take = async (): Promise<void> => {
    const found = await act(() => call<unknown>("POST", path("export"), asked))
    if (found) keep("customer.json", JSON.stringify(found, null, 2))
  }
  const erase = async (): Promise<void> => {
    const gone = await act(() => call<Record<string, number>>("POST", path("erase"), asked))
    if (!gone) return
    void message.success(t("privacy.erased", { what: counted(gone) }))
    onErased()
  }
  const asks = (): void => {
    sure({
      title: t("privacy.sure"),
      content: t("privacy.sure_hint", { what: counted(shown.counts) }),
      ok: t("privacy.erase"),
      danger: true,
      onOk: erase,
    })
  }
  return (
    <div className="privacy-result">
      <p>
        <strong>{counted(shown.counts)}</strong>{" "}
        {shown.first != null && shown.last != null && (
          <span className="quiet">
            {day(shown.first, locale)} – {day(shown.last, locale)}
          </span>
        )}
      </p>
      <ul className="privacy-parts">
        {shown.parts.map((part) => (
          <PartRow key={`${part.kind} ${part.id}`} part={part} />
        ))}
      </ul>
      {shown.runs > 0 && <Alert type="warning" showIcon title={t("privacy.runs_hint")} />}
      {shown.elsewhere > 0 && <p className="setting-hint">{t("privacy.elsewhere_hint")}</p>}
      <div className="privacy-acts">
        <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void take()}>
          {t("privacy.export")}
        </Button>
        <Button danger icon={<DeleteOutlined />} disabled={shown.runs > 0 || here === 0} loading={busy} onClick={asks}>
          {t("privacy.erase")}
        </Button>
      </div>
    </div>
  )
}

/** What is kept of one customer, who asks for it. */
export function CustomerData() {
  const t = useT()
  const id = useId()
  const centre = useCentre()
  const { busy, fault, act } = useAct(true)
  const [way, setWay] = useState<Way>("phone")
  const [key, setKey] = useState("")
  const [reason, setReason] = useState("")
  const [found, setFound] = useState<{ asked: Asked; shown: Shown } | null>(null)
  useEffect(() => setFound(null), [centre, way, key])
  const ready = key.trim() !== "" && reason.trim().length >= 5
  const find = async (): Promise<void> => {
    const asked: Asked = { who: { [way]: key.trim() }, reason: reason.trim() }
    const shown = await act(() => call<Shown>("POST", `centres/${encodeURIComponent(centre)}/customer/find`, asked))
    setFound(shown ? { asked, shown } : null)
  }
  return (
    <section className="privacy-part">
      <h3>{t("privacy.customer")}</h3>
      <p className="setting-hint">{t("privacy.customer_hint")}</p>
      <form
        className="privacy-find"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void find()
        }}
      >
        <Segmented
          value={way}
          aria-label={t("privacy.way")}
          onChange={setWay}
          options={WAYS.map((one) => ({ value: one, label: t(`privacy.by_${one}`) }))}
        />
        <Input
          value={key}
          maxLength={200}
          autoComplete="off"
          aria-label={t(`privacy.by_${way}`)}
          placeholder={t(`privacy.by_${way}_hint`)}
          onChange={(event) => setKey(event.target.value)}
        />
        <label htmlFor={id}>{t("privacy.reason")}</label>
        <Input
          id={id}
          value={reason}
          maxLength={500}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          placeholder={t("privacy.reason_hint")}
          onChange={(event) => setReason(event.target.value)}
        />
        <p id={`${id}-hint`} className="setting-hint">
          {t("read.reveal_hint")}
        </p>
        <Button htmlType="submit" type="primary" icon={<SearchOutlined />} disabled={!ready} loading={busy}>
          {t("privacy.find")}
        </Button>
      </form>
      {fault && <Alert type="error" showIcon title={fault.message} />}
      {found && <Result asked={found.asked} shown={found.shown} onErased={() => void find()} />}
    </section>
  )
}
