# Exact tests of 2 x 2 tables with Holm's correction, limits and overdispersion of funnels, pair intervals of caterpillars by base R;
# weighted quantiles by the package survey. Rscript compare.R > compare.json
tables <- list(c(3, 1, 1, 3), c(95, 5, 80, 20), c(40, 0, 10, 4), c(0, 12, 7, 5), c(1000, 30, 900, 70), c(12, 5, 29, 2),
  c(2, 8, 1, 0), c(120000, 3000, 118000, 3200))
fisher <- sapply(tables, function(t) fisher.test(matrix(t, 2))$p.value)
cases <- expand.grid(size = c(1, 8, 40, 333, 2500), target = c(0.03, 0.4, 0.65), tail = c(0.001, 0.025))
low <- mapply(function(n, p, tail) {
  r <- qbinom(tail, n, p)
  max(0, (r - (pbinom(r, n, p) - tail) / dbinom(r, n, p)) / n)
}, cases$size, cases$target, cases$tail)
number <- function(x) paste(sprintf("%.15g", x), collapse = ", ")
# Made so that they can be made anew anywhere.
k <- 0:59; values <- (k * 37) %% 61 / 4; weights <- 1 + (k * 17) %% 23 / 8
suppressMessages(library(survey))
p <- c(0.05, 0.1, 0.25, 0.333, 0.5, 0.75, 0.9, 0.99)
design <- svydesign(~1, weights = ~weights, data = data.frame(values, weights))
weighted <- sapply(c("hf1", "hf2"), function(rule) as.vector(svyquantile(~values, design, p, qrule = rule, ci = FALSE)[[1]]))
# Shares that weights reach exactly, where the rules part.
even <- svydesign(~1, weights = ~w, data = data.frame(v = 1:8, w = c(1, 2, 1, 4, 2, 2, 1, 3)))
steps <- sapply(c("hf1", "hf2"), function(rule) as.vector(svyquantile(~v, even, c(1, 4, 8, 12) / 16, qrule = rule, ci = FALSE)[[1]]))
errors <- 0.1 + (k * 29) %% 61 / 20; pairs <- combn(length(errors), 2)
ratio <- (errors[pairs[1, ]] + errors[pairs[2, ]]) / sqrt(errors[pairs[1, ]]^2 + errors[pairs[2, ]]^2)
multiplier <- sapply(c(0.9, 0.95, 0.99), function(c) uniroot(function(m) mean(2 * pnorm(-m * ratio)) - (1 - c), c(0.5, 4), tol = 1e-13)$root)
sizes <- 20 + (k * 13) %% 150; means <- 50 + ((k * 31) %% 61 - 30) / 3
target <- sum(sizes * means) / sum(sizes); z <- (means - target) / (10 / sqrt(sizes)); q <- quantile(z, c(0.1, 0.9), names = FALSE)
classes <- combn(c(99, 96, 90, 96), 2)
holm <- p.adjust(apply(classes, 2, function(m) fisher.test(rbind(m, 100 - m))$p.value), "holm")
cat(sprintf('{\n  "made by": "compare.R with R %s",\n  "fisher": [\n%s\n  ],\n  "funnel": [\n%s\n  ],\n  "holm": [%s],\n  "weighted": { "inverse": [%s], "averaged": [%s] },\n  "steps": { "inverse": [%s], "averaged": [%s] },\n  "pairMultiplier": [%s],\n  "target": %s,\n  "overdispersion": %s\n}\n',
  getRversion(),
  paste(sprintf('    { "table": [%s], "p": %s }', sapply(tables, number), sprintf("%.15g", fisher)), collapse = ",\n"),
  paste(sprintf('    { "size": %d, "target": %s, "tail": %s, "low": %.15g }', cases$size, cases$target, cases$tail, low),
    collapse = ",\n"),
  number(holm), number(weighted[, 1]), number(weighted[, 2]), number(steps[, 1]), number(steps[, 2]), number(multiplier), number(target), number(mean(pmin(q[2], pmax(q[1], z))^2))))
