# Reference values for the options of identify, in plain R.  Rscript identifyOptions.R california_api_1999_2000.csv.gz > identifyOptions.json
d <- read.csv(gzfile(commandArgs(TRUE)[1]), check.names = FALSE)
names <- c("meals", "avg.ed", "ell", "mobility"); turn <- c(1, -1, 1, 1)
x <- as.matrix(d[, names]); y <- d$api00; g <- d$cname
here <- !is.na(y) & !is.na(g) & g != ""; full <- here & rowSums(is.na(x)) == 0
standard <- function(x, on) sweep(sweep(x, 2, colMeans(x[on, ])), 2, apply(x[on, ], 2, sd), "/")
loadings <- function(z, on) { v <- eigen(cor(z[on, ]))$vectors[, 1]; if (v[1] < 0) -v else v }
part <- function(value, low, high, type) {   # 1 lowest, 4 highest, 2 between
  q <- quantile(value, c(low, 1 - high), type = type, names = FALSE)
  l <- value <= q[1]; h <- value >= q[2]; ifelse(l & !h, 1, ifelse(h & !l, 4, 2)) }
kinds <- function(index, on, hardest = 0.25, lowest = 0.25, top = 0.25, type = 7) {
  kind <- rep(NA, length(y))
  for (one in unique(g[on])) { i <- which(on & g == one)
    hard <- part(index[i], hardest, hardest, type) == 4; p <- part(y[i], lowest, top, type)
    kind[i] <- ifelse(hard & p == 4, 1, ifelse(hard & p == 1, 2, 0)) }
  kind }
tell <- function(name, index, on, ..., more = list()) {
  k <- kinds(index, on, ...)
  v <- c(list(schools = sum(on), resilient = sum(k == 1, na.rm = TRUE), struggling = sum(k == 2, na.rm = TRUE),
    correlation = cor(index[on], y[on]), checksum = sum(index[on]^2)), more(k))
  sprintf('  "%s": { %s }', name, paste(sprintf('"%s": %s', names(v), sapply(v, function(one) sprintf("%.15g", one))), collapse = ", ")) }
none <- function(k) list()
z <- standard(x, full); l <- loadings(z, full); component <- drop(z %*% l); plain <- kinds(component, full)
against <- function(k) list(labelsDiffer = sum(k[full] != plain[full]), labelsAdded = sum(k[!full] != 0, na.rm = TRUE))
w <- c(3, 2, 1, 1) / 7; hand <- drop(z %*% (w * turn))
half <- here & rowSums(is.na(x)) <= 2
xm <- x; for (j in 1:4) for (one in unique(g)) { i <- g == one; xm[i & is.na(xm[, j]), j] <- mean(x[i, j], na.rm = TRUE) }
onm <- half & rowSums(is.na(xm)) == 0; zm <- standard(xm, onm); mean_index <- drop(zm %*% loadings(zm, onm))
available <- rowSums(sweep(z, 2, l, "*"), na.rm = TRUE) / drop((!is.na(z)) %*% l^2)
available_hand <- rowSums(sweep(z, 2, w * turn, "*"), na.rm = TRUE) / drop((!is.na(z)) %*% w)
hand_plain <- kinds(hand, full)
cat('{\n  "made by": "identifyOptions.R with R ', R.version$major, ".", R.version$minor, '",\n', sep = "")
cat(paste(c(
  tell("weights", hand, full, more = function(k) list(componentCorrelation = cor(hand[full], component[full]))),
  tell("mean", mean_index, onm, more = against),
  tell("available", available, half, more = against),
  tell("available by hand", available_hand, half, more = function(k) list(labelsDiffer = sum(k[full] != hand_plain[full]), labelsAdded = sum(k[!full] != 0, na.rm = TRUE))),
  tell("fifths", component, full, 0.2, 0.2, 0.2, 7, more = none),
  tell("mixed, type 6", component, full, 1 / 3, 0.1, 0.25, 6, more = none)), collapse = ",\n"), "\n}\n", sep = "")
