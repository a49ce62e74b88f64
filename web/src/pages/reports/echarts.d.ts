// The languages of ECharts come without types.
declare module "echarts/lib/i18n/langEN.js" {
  const texts: object
  export default texts
}
declare module "echarts/lib/i18n/langZH.js" {
  const texts: object
  export default texts
}
