// ECharts with the few parts that are used; loaded when the first chart is shown.

import { BarChart, LineChart } from "echarts/charts"
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components"
import { init, registerLocale, use } from "echarts/core"
import EN from "echarts/lib/i18n/langEN.js"
import ZH from "echarts/lib/i18n/langZH.js"
import { SVGRenderer } from "echarts/renderers"

use([BarChart, LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer])

const series = { multiple: { prefix: "圖表有 {seriesCount} 個數列。", withName: "第 {seriesId} 個是{seriesType}，表示 {seriesName}。", withoutName: "第 {seriesId} 個是{seriesType}。", separator: { middle: "", end: "" } }, single: { prefix: "", withName: "{seriesType}，表示 {seriesName}。", withoutName: "{seriesType}。" } }
const data = { allData: "資料是：", partialData: "前 {displayCnt} 項是：", withName: "{name} 為 {value}", withoutName: "{value}", separator: { middle: "，", end: "。" } }

/** ECharts speaks no Traditional Chinese. */
registerLocale("ZH-HANT", {
  time: {
    month: ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"],
    monthAbbr: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
    dayOfWeek: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
    dayOfWeekAbbr: ["日", "一", "二", "三", "四", "五", "六"],
  },
  legend: { selector: { all: "全選", inverse: "反選" } },
  toolbox: {},
  series: { typeNames: { bar: "長條圖", line: "折線圖" } },
  aria: { general: { withTitle: "這是關於「{title}」的圖表。", withoutTitle: "這是一個圖表。" }, series, data },
} as never)
registerLocale("ZH-HANS", ZH as never)
registerLocale("EN", EN as never)

export { init }
