# Exact tests of 2 x 2 tables and lower limits of binomial funnels, by base R. Rscript compare.R > compare.json
tables <- list(c(3, 1, 1, 3), c(95, 5, 80, 20), c(40, 0, 10, 4), c(0, 12, 7, 5), c(1000, 30, 900, 70), c(12, 5, 29, 2),
  c(2, 8, 1, 0), c(120000, 3000, 118000, 3200))
fisher <- sapply(tables, function(t) fisher.test(matrix(t, 2))$p.value)
cases <- expand.grid(size = c(1, 8, 40, 333, 2500), target = c(0.03, 0.4, 0.65), tail = c(0.001, 0.025))
low <- mapply(function(n, p, tail) {
  r <- qbinom(tail, n, p)
  max(0, (r - (pbinom(r, n, p) - tail) / dbinom(r, n, p)) / n)
}, cases$size, cases$target, cases$tail)
number <- function(x) paste(sprintf("%.15g", x), collapse = ", ")
cat(sprintf('{\n  "made by": "compare.R with R %s",\n  "fisher": [\n%s\n  ],\n  "funnel": [\n%s\n  ]\n}\n',
  getRversion(),
  paste(sprintf('    { "table": [%s], "p": %s }', sapply(tables, number), sprintf("%.15g", fisher)), collapse = ",\n"),
  paste(sprintf('    { "size": %d, "target": %s, "tail": %s, "low": %.15g }', cases$size, cases$target, cases$tail, low),
    collapse = ",\n")))
