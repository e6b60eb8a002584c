# One fit by lme4, for bench/mixed.ts: Rscript mixed.R PUPILS_CSV intercept|slope
suppressWarnings(suppressMessages({ library(lme4); library(data.table) }))
args <- commandArgs(TRUE)
d <- fread(args[1], data.table = FALSE)
d$school <- factor(d$school)
formula <- if (args[2] == "slope") score ~ ses + female + prior + (1 + ses | school) else
  score ~ ses + female + prior + (1 | school)
used <- function() sum(proc.time()[c("user.self", "sys.self")])
start <- used()
m <- lmer(formula, d, REML = TRUE)
fitted <- used()
r <- ranef(m, condVar = TRUE)
done <- used()
status <- readLines("/proc/self/status")
peak <- as.numeric(gsub("[^0-9]", "", status[grep("VmHWM", status)])) / 1024
cat(sprintf('{"name": "lme4 %s, R %s", "fit": %.3f, "effects": %.3f, "megabytes": %.0f, "variances": [%s]}\n',
  packageVersion("lme4"), getRversion(), fitted - start, done - fitted, peak,
  paste(sprintf("%.12g", as.data.frame(VarCorr(m))$vcov), collapse = ", ")))
