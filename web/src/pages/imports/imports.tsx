import { DownloadOutlined, InboxOutlined } from "@ant-design/icons"
import { Alert, Button, Segmented, Upload } from "antd"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import type { NewImport, PlannedImport } from "../../imports-wire"
import { pick, useLocale, useT } from "../../i18n"
import { Panel } from "../../parts/panel"
import { useCentre } from "../../session"
import { coded } from "../calls/api"
import "../../parts/table.css"
import { KINDS, type Kind, sendImport, takeErrors, useImports } from "./api"
import { History } from "./history"
import "./imports.css"
import { Preview } from "./preview"

const LARGEST = 44 * 1024 * 1024
/** Bytes of a file that still fit into one message. */
const ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.ods"
const CHATS = ",.json,.jsonl,.vcon,.vtt,.srt"

type Chosen = Omit<NewImport, "centre" | "dry">

/** A file to begin with, in the language of the page. */
function Templates({ kind }: { kind: Kind }) {
  const t = useT()
  const locale = useLocale()
  return (
    <p className="import-templates">
      <span className="quiet">{t(`imports.about_${kind}`)}</span>
      {(["csv", "xlsx"] as const).map((form) => (
        <a key={form} href={`/api/imports/templates/${kind}.${form}?locale=${locale}`} download={`${kind}.${form}`}>
          <DownloadOutlined aria-hidden="true" /> {t("imports.template", { form: form.toUpperCase() })}
        </a>
      ))}
    </p>
  )
}

function Figures({ planned }: { planned: PlannedImport }) {
  const t = useT()
  return (
    <p className="import-figures" aria-live="polite">
      <strong>{t("imports.rows", { count: planned.rows })}</strong>
      {(["new", "changed", "same", "faulty"] as const).map((one) => (
        <span key={one} className={one === "faulty" && planned.faulty ? "import-faulty" : undefined}>
          {t(`imports.count_${one}`, { count: planned[one] })}
        </span>
      ))}
      {planned.encoding && <span className="quiet">{planned.encoding.toUpperCase()}</span>}
    </p>
  )
}

/** Files that are brought in: what kind, which file, what would become of it, then it is; and what was before. */
export default function Imports() {
  const t = useT()
  const locale = useLocale()
  const centre = useCentre()
  const client = useQueryClient()
  const past = useImports(centre)
  const [kind, setKind] = useState<Kind>("contacts")
  const [chosen, choose] = useState<Chosen | null>(null)
  const [planned, plan] = useState<PlannedImport | null>(null)
  const [busy, setBusy] = useState<"" | "look" | "bring" | "errors">("")
  const [error, setError] = useState("")
  const during = async (what: typeof busy, act: () => Promise<void>): Promise<void> => {
    setBusy(what)
    setError("")
    try {
      await act()
    } catch (caught) {
      setError((caught as Error).message)
    } finally {
      setBusy("")
    }
  }
  const look = (wanted: Chosen): Promise<void> =>
    during("look", async () => {
      choose(wanted)
      plan(await sendImport({ ...wanted, centre, dry: true }))
    })
  const open = (file: File): Promise<void> => {
    if (file.size > LARGEST) {
      setError(t("imports.too_large", { most: LARGEST / 1024 / 1024 }))
      return Promise.resolve()
    }
    plan(null)
    return during("look", async () => {
      const wanted: Chosen = { kind, file: await coded(file), name: file.name, mapping: {} }
      choose(wanted)
      plan(await sendImport({ ...wanted, centre, dry: true }))
    })
  }
  const drop = (): void => {
    choose(null)
    plan(null)
    setError("")
  }
  const bring = (): Promise<void> =>
    during("bring", async () => {
      if (!chosen || !planned) return
      const done = await sendImport({ ...chosen, mapping: planned.mapping, centre, dry: false })
      await client.invalidateQueries({ queryKey: ["imports"] })
      // What is wrong can still be taken away; without that there is nothing left to do here.
      if (done.faulty) plan(done)
      else drop()
    })
  const errors = (form: "csv" | "xlsx"): Promise<void> =>
    during("errors", async () => {
      if (chosen && planned) await takeErrors({ ...chosen, mapping: planned.mapping, centre }, form, `errors.${form}`)
    })
  const count = planned ? planned.new + planned.changed : 0
  const missing = planned?.fields.filter((one) => one.needed).map((one) => pick(one.title, locale)) ?? []
  return (
    <main className="page imports">
      <header className="page-head">
        <h1>{t("page.imports")}</h1>
        <Segmented<Kind>
          aria-label={t("imports.kind")}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`imports.${value}`) }))}
          onChange={(next) => {
            setKind(next)
            drop()
          }}
        />
      </header>
      <Panel title={planned ? (chosen?.name ?? "") : t("imports.new")} extra={planned && <Button size="small" onClick={drop}>{t("imports.other")}</Button>}>
        {error && <Alert type="error" showIcon title={error} className="import-error" />}
        {!planned && (
          <>
            <Upload.Dragger
              accept={kind === "chats" ? ACCEPTED + CHATS : ACCEPTED}
              maxCount={1}
              showUploadList={false}
              disabled={busy !== ""}
              beforeUpload={(file) => {
                void open(file)
                return false
              }}
            >
              <p className="ant-upload-drag-icon">
                <InboxOutlined aria-hidden="true" />
              </p>
              <p>{busy === "look" ? t("imports.reading") : t("imports.drop")}</p>
              <p className="quiet small">{t("imports.drop_hint")}</p>
            </Upload.Dragger>
            <Templates kind={kind} />
          </>
        )}
        {planned && (
          <>
            {planned.missing ? (
              <Alert type="warning" showIcon title={t("imports.missing", { fields: missing.join(t("imports.or")) })} />
            ) : (
              <Figures planned={planned} />
            )}
            {planned.made && <Alert type="success" showIcon title={t("imports.made", { count })} className="import-error" />}
            <Preview
              planned={planned}
              onMapping={(mapping) => void look({ ...chosen!, mapping })}
            />
            <div className="import-acts">
              {planned.faulty > 0 && (
                <>
                  <Button icon={<DownloadOutlined />} loading={busy === "errors"} onClick={() => void errors("xlsx")}>
                    {t("imports.errors", { count: planned.faulty })}
                  </Button>
                  <Button loading={busy === "errors"} onClick={() => void errors("csv")}>
                    CSV
                  </Button>
                </>
              )}
              {!planned.made && (
                <Button type="primary" disabled={planned.missing !== "" || count === 0} loading={busy === "bring" || busy === "look"} onClick={() => void bring()}>
                  {t("imports.bring", { count })}
                </Button>
              )}
            </div>
          </>
        )}
      </Panel>
      <History rows={past.data ?? []} />
    </main>
  )
}
