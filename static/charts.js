/* The interactive trend: Apache ECharts takes the place of the drawn figure, in the colours of the theme. */
(function () {
  'use strict';
  const css = getComputedStyle(document.documentElement);
  const read = (name) => css.getPropertyValue(name).trim();
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const label = { color: read('--ink-3'), fontSize: 11 };

  const plain = Object.assign({ formatter: String }, label);

  const bar = (series, colour) => ({
    name: series.name, type: 'bar', data: series.data, barGap: '20%', barMaxWidth: 14,
    itemStyle: { color: read(colour), borderRadius: [2, 2, 0, 0] },
  });

  const options = (data) => ({
    textStyle: { fontFamily: read('--font'), color: read('--ink-2') },
    animationDuration: still ? 0 : 300,
    aria: { enabled: true },
    grid: { left: 4, right: 4, top: 34, bottom: 0, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, itemGap: 16, textStyle: { color: read('--ink-2'), fontSize: 12 } },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true,
      backgroundColor: read('--surface'), borderColor: read('--line-2'), textStyle: { color: read('--ink'), fontSize: 12 },
    },
    xAxis: { type: 'category', data: data.months, axisTick: { show: false }, axisLine: { lineStyle: { color: read('--line-2') } }, axisLabel: label },
    yAxis: [
      { type: 'value', splitLine: { lineStyle: { color: read('--line') } }, axisLabel: plain },
      { type: 'value', scale: true, splitLine: { show: false }, axisLabel: plain },
    ],
    series: [
      bar(data.opened, '--c-1'),
      bar(data.closed, '--c-4'),
      {
        name: data.stock.name, type: 'line', yAxisIndex: 1, data: data.stock.data, symbol: 'circle', symbolSize: 5,
        lineStyle: { width: 2, color: read('--ink-2') }, itemStyle: { color: read('--ink-2') },
      },
    ],
  });

  document.querySelectorAll('[data-chart]').forEach((box) => {
    const data = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    const canvas = box.querySelector('.ec'), figure = box.querySelector('[data-figure]');
    canvas.hidden = false;
    if (figure) figure.hidden = true;
    const chart = window.echarts.init(canvas, null, { renderer: 'svg' });
    chart.setOption(options(data));
    chart.on('click', (point) => {
      const links = data.links && data.links[point.seriesIndex];
      if (links && links[point.dataIndex]) location.href = links[point.dataIndex];
    });
    window.addEventListener('resize', () => chart.resize());
  });
})();
