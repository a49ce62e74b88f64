import { ArrowLeftOutlined, StopOutlined, UploadOutlined } from "@ant-design/icons"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Alert, Button, Input, Spin, Upload } from "antd"
import { useEffect, useId, useState } from "react"
import { Link } from "wouter"
import { call } from "../../api"
import type { NeverList, NeverRow } from "../../calls-wire"
import { useLocale, useT } from "../../i18n"
import { AskFirst } from "../../parts/ask-first"
import { useNotices } from "../../parts/notices"
import { Nothing, Panel } from "../../parts/panel"
import { dayTime } from "../../parts/time"
import { useCentre } from "../../session"
import "../../parts/table.css"
import { coded } from "./api"
import "./calls.css"

interface Change {
  readonly phones?: readonly string[]
  readonly on: boolean
  readonly why: string
  readonly file?: string
  readonly name?: string
}

const SHOWN = 200

function Row({ row, change }: { row: NeverRow; change: (wanted: Change) => void }) {
  const t = useT()
  const locale = useLocale()
  const [why, setWhy] = useState("")
  const veiled = row.phone.includes("*")
  return (
    <tr>
      <td>{row.phone}</td>
      <td>{row.why === "refused" ? t("outcome.refused") : row.why}</td>
      <td>{dayTime(row.at, locale)}</td>
      <td>{row.by}</td>
      <td className="never-act">
        <AskFirst
          title={t("never.sure", { phone: row.phone })}
          description={<Input aria-label={t("never.why")} placeholder={t("never.why")} value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} />}
          okButtonProps={{ disabled: !why.trim() }}
          onConfirm={() => change({ phones: [row.phone], on: false, why: why.trim() })}
        >
          <Button size="small" disabled={veiled} title={veiled ? t("never.veiled") : undefined} aria-label={t("never.remove_one", { phone: row.phone })}>
            {t("never.remove")}
          </Button>
        </AskFirst>
      </td>
    </tr>
  )
}

/** Numbers and why they are not called, by hand or out of a file. */
function Add({ busy, change }: { busy: boolean; change: (wanted: Change) => void }) {
  const t = useT()
  const id = useId()
  const [text, setText] = useState("")
  const [why, setWhy] = useState("")
  const phones = text.split(/[\s,，、;；]+/).filter(Boolean)
  return (
    <form
      className="never-add"
      onSubmit={(event) => {
        event.preventDefault()
        change({ phones, on: true, why: why.trim() })
        setText("")
      }}
    >
      <label htmlFor={`${id}-phones`}>{t("never.phones")}</label>
      <Input.TextArea id={`${id}-phones`} autoSize={{ minRows: 1, maxRows: 6 }} value={text} onChange={(event) => setText(event.target.value)} />
      <label htmlFor={`${id}-why`}>{t("never.why")}</label>
      <Input id={`${id}-why`} value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} />
      <div className="never-acts">
        <Upload
          accept=".csv,.tsv,.txt,.xlsx,.xls"
          maxCount={1}
          showUploadList={false}
          disabled={!why.trim()}
          beforeUpload={(file) => {
            void coded(file).then((raw) => change({ file: raw, name: file.name, on: true, why: why.trim() }))
            return false
          }}
        >
          <Button icon={<UploadOutlined />} disabled={!why.trim()}>
            {t("never.import")}
          </Button>
        </Upload>
        <Button type="primary" htmlType="submit" icon={<StopOutlined />} loading={busy} disabled={!phones.length || !why.trim()}>
          {t("never.add", { count: phones.length })}
        </Button>
      </div>
      <p className="quiet small">{t("never.hint")}</p>
    </form>
  )
}

/** The numbers that nobody calls. */
export default function NeverPage() {
  const t = useT()
  const centre = useCentre()
  const client = useQueryClient()
  const { message } = useNotices()
  const [words, search] = useState("")
  const list = useQuery({
    queryKey: ["never", centre],
    queryFn: () => call<NeverList>("GET", `never?${new URLSearchParams({ centre }).toString()}`),
  })
  const change = useMutation({
    mutationFn: (wanted: Change) => call<{ count: number }>("POST", "never", { centre, ...wanted }),
    onSuccess: async ({ count }) => {
      await client.invalidateQueries({ queryKey: ["never", centre] })
      void message.success(t("never.now", { count }))
    },
    onError: (error) => void message.error(error.message),
  })
  useEffect(() => {
    document.title = `${t("never.page")} · Saywell`
  }, [t])
  const wanted = words.trim()
  const rows = list.data?.numbers.filter((one) => !wanted || one.phone.includes(wanted) || one.why.includes(wanted)) ?? []
  return (
    <main className="page calls">
      <header className="page-head">
        <h1>
          <Link href="/calls" aria-label={t("page.calls")}>
            <ArrowLeftOutlined />
          </Link>{" "}
          {t("never.page")}
        </h1>
      </header>
      <Panel title={t("never.add_title")}>
        <Add busy={change.isPending} change={(one) => change.mutate(one)} />
      </Panel>
      <Panel
        title={t("never.list", { count: list.data?.numbers.length ?? 0 })}
        className="rows"
        extra={<Input.Search allowClear size="small" aria-label={t("never.search")} placeholder={t("never.search")} value={words} onChange={(event) => search(event.target.value)} />}
      >
        {list.error && <Alert type="error" showIcon title={list.error.message} />}
        {list.isPending ? (
          <Spin aria-label={t("app.loading")} />
        ) : rows.length ? (
          <div className="table-scroll" tabIndex={0} role="region" aria-label={t("never.page")}>
            <table>
              <thead>
                <tr>
                  {["phone", "why", "at", "by", "act"].map((one) => (
                    <th key={one}>{t(`never.col_${one}`)}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, SHOWN).map((row) => (
                  <Row key={row.phone} row={row} change={(one) => change.mutate(one)} />
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <Nothing>{t(wanted ? "never.none_found" : "never.none")}</Nothing>
        )}
        {rows.length > SHOWN && <p className="quiet">{t("never.more", { count: rows.length - SHOWN })}</p>}
      </Panel>
    </main>
  )
}
