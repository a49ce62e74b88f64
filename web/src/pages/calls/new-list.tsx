import { InboxOutlined } from "@ant-design/icons"
import { Alert, Button, Input, InputNumber, Segmented, Select, Upload } from "antd"
import { useQueryClient } from "@tanstack/react-query"
import { useId, useState } from "react"
import type { NewCampaign, Planned } from "../../calls-wire"
import { pick, useLocale, useT } from "../../i18n"
import { Side } from "../../parts/side"
import { useCentre } from "../../session"
import type { Purpose } from "../../wire"
import { PURPOSES } from "../desk/call-choice"
import { coded, makeCampaign, useSurveys } from "./api"
import { Plan } from "./plan"

const RULES = [
  "consulted", "consulted_unpaid", "unpaid", "placed", "signed", "reviewed", "stalled", "late",
  "complaint_closed", "question_closed", "repair_closed",
] as const
/** What a rule is for, if nothing else is chosen. */
const FOR_RULE: Partial<Record<string, Purpose>> = {
  consulted: "consultation", consulted_unpaid: "unpaid_order", unpaid: "unpaid_order", placed: "order",
  signed: "delivery", reviewed: "review", stalled: "delivery", late: "delivery", complaint_closed: "complaint",
}
const KINDS = ["complaint", "question", "suggestion", "request"] as const
type Origin = "file" | "work" | "rule"

/** How a list is made: where it comes from, what it is about, what it would be, and then it is. */
export function NewList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const locale = useLocale()
  const id = useId()
  const centre = useCentre()
  const client = useQueryClient()
  const surveys = useSurveys(centre)
  const [wanted, setWanted] = useState<Omit<NewCampaign, "centre">>({
    origin: "file", purpose: "survey", survey: "service", what: "complaint", rule: "signed", days: 30, title: "",
  })
  const [planned, plan] = useState<Planned | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState("")
  const change = (more: Partial<NewCampaign>): void => {
    setWanted((old) => ({ ...old, ...more }))
    plan(null)
  }
  const send = async (dry: boolean, more: Partial<NewCampaign> = {}): Promise<void> => {
    const next = { ...wanted, ...more }
    setWanted(next)
    setBusy(true)
    setError("")
    try {
      const got = await makeCampaign({ ...next, centre, dry })
      if (dry) plan(got)
      else {
        await client.invalidateQueries({ queryKey: ["campaigns"] })
        plan(null)
        setWanted({ ...next, title: "", file: "", name: "", mapping: {} })
        onClose()
      }
    } catch (caught) {
      setError((caught as Error).message)
    } finally {
      setBusy(false)
    }
  }
  const named = Object.entries(surveys.data?.surveys ?? {}).map(([value, one]) => ({ value, label: pick(one.title, locale) }))
  const ready = wanted.origin !== "file" || Boolean(wanted.file)
  return (
    <Side
      open={open}
      onClose={onClose}
      title={t("list.new")}
      size={560}
      footer={
        <div className="new-list-acts">
          <Button disabled={!ready} loading={busy && !planned} onClick={() => void send(true)}>
            {t("list.try")}
          </Button>
          <Button
            type="primary"
            disabled={!planned || planned.ready === 0 || !wanted.title?.trim()}
            loading={busy && planned !== null}
            onClick={() => void send(false)}
          >
            {t("list.make", { count: planned?.ready ?? 0 })}
          </Button>
        </div>
      }
    >
      <div className="new-list">
        {error && <Alert type="error" title={error} />}
        <label htmlFor={`${id}-title`}>{t("list.col_title")}</label>
        <Input id={`${id}-title`} value={wanted.title} maxLength={100} onChange={(event) => setWanted({ ...wanted, title: event.target.value })} />
        <label>{t("list.col_origin")}</label>
        <Segmented<Origin>
          aria-label={t("list.col_origin")}
          value={wanted.origin as Origin}
          onChange={(origin) => change({ origin })}
          options={(["file", "work", "rule"] as const).map((value) => ({ value, label: t(`origin.${value}`) }))}
        />
        {wanted.origin === "file" && (
          <Upload.Dragger
            accept=".csv,.tsv,.txt,.xlsx,.xls"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              void coded(file).then((text) => send(true, { file: text, name: file.name, mapping: {} }))
              return false
            }}
          >
            <p className="ant-upload-drag-icon">
              <InboxOutlined />
            </p>
            <p>{wanted.name || t("list.drop")}</p>
            <p className="quiet small">{t("list.drop_hint")}</p>
          </Upload.Dragger>
        )}
        {wanted.origin === "rule" && (
          <>
            <label htmlFor={`${id}-rule`}>{t("list.rule")}</label>
            <Select
              id={`${id}-rule`}
              value={wanted.rule}
              onChange={(rule) => change({ rule, purpose: FOR_RULE[rule ?? ""] ?? "survey", survey: rule === "signed" ? "goods" : "" })}
              options={RULES.map((value) => ({ value, label: t(`rule.${value}`) }))}
            />
          </>
        )}
        {wanted.origin === "work" && (
          <>
            <label htmlFor={`${id}-what`}>{t("list.what")}</label>
            <Select
              id={`${id}-what`}
              value={wanted.what}
              onChange={(what) => change({ what })}
              options={KINDS.map((value) => ({ value, label: t(`ticket.${value}`) }))}
            />
            <label htmlFor={`${id}-closed`}>{t("list.which")}</label>
            <Select
              id={`${id}-closed`}
              value={wanted.closed ? "closed" : "open"}
              onChange={(value) => change({ closed: value === "closed" })}
              options={["open", "closed"].map((value) => ({ value, label: t(`list.tickets_${value}`) }))}
            />
            <label htmlFor={`${id}-days`}>{t("list.days")}</label>
            <InputNumber id={`${id}-days`} min={1} max={3650} value={wanted.days} onChange={(days) => change({ days: days ?? 30 })} />
          </>
        )}
        <label htmlFor={`${id}-purpose`}>{t("call.purpose")}</label>
        <Select<Purpose>
          id={`${id}-purpose`}
          value={wanted.purpose}
          onChange={(purpose) => change({ purpose, survey: purpose === "survey" ? "service" : "" })}
          options={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        />
        <label>{t("list.channel")}</label>
        <Segmented<"phone" | "chat">
          aria-label={t("list.channel")}
          value={wanted.channel ?? "phone"}
          onChange={(channel) => change({ channel })}
          options={(["phone", "chat"] as const).map((value) => ({ value, label: t(`list.by_${value}`) }))}
        />
        <label htmlFor={`${id}-survey`}>{t("list.survey")}</label>
        <Select
          id={`${id}-survey`}
          value={wanted.survey}
          onChange={(survey) => change({ survey })}
          options={[{ value: "", label: t("list.no_survey") }, ...named]}
        />
        <label htmlFor={`${id}-reserve`}>{t("list.reserve")}</label>
        <InputNumber id={`${id}-reserve`} min={0} max={1000} value={wanted.reserve ?? 0} onChange={(reserve) => change({ reserve: reserve ?? 0 })} />
        {planned && <Plan planned={planned} onMapping={(mapping) => void send(true, { mapping })} />}
      </div>
    </Side>
  )
}
