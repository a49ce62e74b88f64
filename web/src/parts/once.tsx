import { CopyOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useT } from "../i18n"
import { useNotices } from "./notices"
import "./access.css"

/** Something that is shown once, to be copied. */
export function Once({ label, value }: { label: string; value: string }) {
  const t = useT()
  const { message } = useNotices()
  const copy = (): void => {
    void navigator.clipboard?.writeText(value).then(() => message.success(t("access.copied")))
  }
  return (
    <div>
      <span className="quiet">{label}</span>
      <div className="once-value">
        <code>{value}</code>
        <Button icon={<CopyOutlined />} onClick={copy} aria-label={`${t("access.copy")} ${label}`}>
          {t("access.copy")}
        </Button>
      </div>
    </div>
  )
}
