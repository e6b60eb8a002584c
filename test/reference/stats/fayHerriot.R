# Reference values for fayHerriot, from metafor (its numbers, used as a black box), and errors from dense matrices by the
# formulas of Rao & Molina (2015), section 6.2.  Rscript fayHerriot.R FOLDER_WITH_DATA > fayHerriot.json
suppressMessages(library(metafor))
folder <- commandArgs(TRUE)[1]
read <- function(name) read.csv(gzfile(file.path(folder, paste0(name, ".csv.gz"))))
number <- function(x) paste0("[", paste(sprintf("%.13g", x), collapse = ", "), "]")
exact <- list(threshold = 1e-14, maxiter = 10000)
describe <- function(name, yi, vi, formula, data, method) {
  y <- yi; v <- vi
  m <- rma(yi, vi, mods = formula, data = data, method = method, control = exact)
  X <- model.matrix(m); t2 <- m$tau2; w <- 1 / (t2 + v); A <- solve(crossprod(X, w * X))
  u <- ranef(m); p <- blup(m); pick <- c(1:3, length(y))
  g1 <- t2 * v * w; g3 <- v^2 * w^3 * 2 / sum(w^2); q <- rowSums((X %*% A) * X)
  low <- if (method == "ML") sum(diag(A %*% crossprod(X, w^2 * X))) / sum(w^2) * (v * w)^2 else 0
  n <- length(y); k <- ncol(X); r <- y - X %*% coef(m)
  deviance <- sum(-log(w)) + sum(w * r^2) + (if (method == "ML") n else n - k) * log(2 * pi) +
    (if (method == "ML") 0 else as.numeric(determinant(crossprod(X, w * X))$modulus))
  stopifnot(abs(deviance - (-2 * m$fit.stats["ll", method] + (if (method == "ML") 0 else as.numeric(determinant(crossprod(X))$modulus)))) < 1e-6)
  fields <- c(coefficients = number(coef(m)), standardErrors = number(m$se), between = number(c(t2, m$se.tau2)),
    deviance = number(deviance), effects = number(u$pred[pick]), effectErrors = number(u$se[pick]),
    predictions = number(p$pred[pick]), predictionErrors = number(p$se[pick]),
    fullEffectErrors = number(sqrt(g1 + (t2 * w)^2 * q + 2 * g3 + low)[pick]),
    fullPredictionErrors = number(sqrt(g1 + (v * w)^2 * q + 2 * g3 + low)[pick]))
  sprintf('  "%s": {\n%s\n  }', name, paste(sprintf('    "%s": %s', names(fields), fields), collapse = ",\n"))
}
hsb <- read("hsb82")
schools <- do.call(rbind, lapply(split(hsb, as.character(hsb$school)), function(d) data.frame(
  y = mean(d$mAch), v = var(d$mAch) / nrow(d), meanses = d$meanses[1], minority = mean(d$minrty == "Yes"), sector = d$sector[1])))
schools$huge <- schools$v * 10^(seq_len(nrow(schools)) %% 7 - 3)
ses <- ~ meanses; both <- ~ meanses + minority; none <- ~ 1
out <- c(
  describe("means REML", schools$y, schools$v, ses, schools, "REML"),
  describe("means ML", schools$y, schools$v, both, schools, "ML"),
  describe("empty REML", schools$y, schools$v, none, schools, "REML"),
  describe("very unequal REML", schools$y, schools$huge, both, schools, "REML"),
  describe("within REML", schools$y, schools$v, ~ 0 + factor(sector) + meanses + minority, schools, "REML"),
  describe("within ML", schools$y, schools$huge, ~ 0 + factor(sector) + meanses, schools, "ML"))
cat('{\n  "made by": "fayHerriot.R with metafor', as.character(packageVersion("metafor")), '",\n', sep = " ")
cat(paste(out, collapse = ",\n"), "\n}\n", sep = "")
