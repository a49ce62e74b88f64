import { MoonOutlined, SunOutlined } from "@ant-design/icons"
import { Button, Segmented } from "antd"
import { setAppearance, useAppearance } from "../appearance"
import { LOCALE_NAMES, LOCALES, setLocale, useLocale, useT } from "../i18n"

/** Language of the page. */
export function LanguageSwitch() {
  const t = useT()
  const locale = useLocale()
  return (
    <Segmented
      size="small"
      aria-label={t("bar.language")}
      value={locale}
      onChange={(next) => void setLocale(next)}
      options={LOCALES.map((one) => ({
        value: one,
        label: (
          <span lang={one} title={LOCALE_NAMES[one].long}>
            {LOCALE_NAMES[one].short}
          </span>
        ),
      }))}
    />
  )
}

/** Light or dark. */
export function AppearanceSwitch() {
  const t = useT()
  const dark = useAppearance() === "dark"
  const label = t(dark ? "bar.light" : "bar.dark")
  return (
    <Button
      type="text"
      size="small"
      title={label}
      aria-label={label}
      icon={dark ? <SunOutlined /> : <MoonOutlined />}
      onClick={() => setAppearance(dark ? "light" : "dark")}
    />
  )
}
