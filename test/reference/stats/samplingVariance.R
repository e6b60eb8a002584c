# Reference values for samplingVariance: changes of schools by a gamma regression with identity link (whose estimating
# equations are those of normal changes), errors by the sandwich formula; results within schools by a two-way lm.
# Rscript samplingVariance.R > samplingVariance.json
number <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.15g", x)), collapse = ", "), "]")
# A linear congruential generator, so that the schools can be made anew anywhere; sums of four are near enough normal.
state <- 12345; uniform <- function() { state <<- (state * 1103 + 12345) %% 65536; (state + 0.5) / 65536 }
noise <- function() (uniform() + uniform() + uniform() + uniform() - 2) * sqrt(3)
schools <- 120; years <- 3
level <- sapply(1:schools, function(i) 3 * noise())
pupils <- matrix(sapply(1:(schools * years), function(i) 8 + floor(150 * uniform())), schools)
y <- matrix(sapply(1:(schools * years), function(i) {
  s <- (i - 1) %% schools + 1; t <- (i - 1) %/% schools + 1
  50 + t + level[s] + 0.8 * noise() + 12 * noise() / sqrt(pupils[i]) }), schools)
y <- round(y, 3)
y[seq(7, schools, 11), 2] <- NA; y[seq(5, schools, 13), 3] <- NA
d <- do.call(rbind, lapply(1:schools, function(s) { t <- which(!is.na(y[s, ])); if (length(t) < 2) NULL else
  data.frame(s = s, pair = paste(head(t, -1), tail(t, -1)), change = diff(y[s, t]), h = 1 / head(pupils[s, t], -1) + 1 / tail(pupils[s, t], -1)) }))
m <- ave(d$change, d$pair); k <- ave(d$change, d$pair, FUN = length); d$q <- (d$change - m)^2 * k / (k - 1); d <- d[k > 1, ]
g <- glm(q ~ h, family = Gamma(link = "identity"), data = d, start = c(mean(d$q) / 2, mean(d$q) / 2 / mean(d$h)), control = glm.control(epsilon = 1e-15, maxit = 500))
# glm stops at seven digits; the same step, repeated, gives all of them.
mu <- fitted(g); b <- coef(g); for (i in 1:100) { b <- coef(lm(q ~ h, data = d, weights = 1 / mu^2)); mu <- b[1] + b[2] * d$h }
stopifnot(abs(b / coef(g) - 1) < 1e-6)
X <- cbind(1, d$h); A <- solve(crossprod(X, X / mu^2)); S <- rowsum(X * (d$q - mu) / mu^2, d$s); V <- A %*% crossprod(S) %*% A
long <- data.frame(y = as.vector(y), s = factor(rep(1:schools, years)), t = factor(rep(1:years, each = schools)))
long <- long[!is.na(long$y), ]; long <- long[ave(long$y, long$s, FUN = length) > 1, ]; long$s <- droplevels(long$s)
f <- lm(y ~ s + t, long)
cat('{\n  "made by": "samplingVariance.R with R ', R.version$major, ".", R.version$minor, '",\n', sep = "")
cat('  "pupils": [', paste(apply(pupils, 2, number), collapse = ",\n    "), '],\n', sep = "")
cat('  "results": [', paste(apply(y, 2, number), collapse = ",\n    "), '],\n', sep = "")
cat('  "pupil": ', number(c(b[2], sqrt(V[2, 2]))), ',\n  "year": ', number(c(b[1] / 2, sqrt(V[1, 1]) / 2)), ',\n', sep = "")
cat('  "changes": ', nrow(d), ',\n  "within": ', number(c(sigma(f)^2, sigma(f)^2 * sqrt(2 / df.residual(f)))), ',\n  "withinObservations": ', nrow(long), '\n}\n', sep = "")
