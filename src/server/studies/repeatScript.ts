interface Question {
  /** What a high value of each indicator means, in the order of the columns context1, context2 … */
  context: readonly ('harder' | 'easier')[];
  result: 'better' | 'worse';
}

/**
 * A script that does the sum again in R, from schools.csv alone, and holds every step against what Reedbed found. It stops
 * where the two differ.
 */
export function repeatScript({ context, result }: Question): string {
  const harder = context.map((one) => (one === 'harder' ? 'TRUE' : 'FALSE')).join(', ');
  return `# Repeats a study of Reedbed: the index of circumstances, the quarters, the two kinds and the means of the groups.
# Run in the folder of schools.csv and means.csv: Rscript repeat.R

# What a high value means, as it was chosen.
harder <- c(${harder})
better <- ${result === 'better' ? 'TRUE' : 'FALSE'}
${steps}`;
}

const steps = `
schools <- read.csv("schools.csv", na.strings = "", stringsAsFactors = FALSE, encoding = "UTF-8")
indicators <- paste0("context", seq_along(harder))
near <- function(ours, theirs) all(abs(ours - theirs) <= 1e-9 * (1 + abs(theirs)))

# 1. Who takes part: schools with all values and a group.
complete <- complete.cases(schools[, c("group", indicators, "result")])
part <- schools[complete, ]

# 2. The index: one indicator as it is, or the first principal component of several, turned so that high is harder.
x <- as.matrix(part[, indicators, drop = FALSE])
if (length(harder) == 1) {
  index <- x[, 1]
  high_is_harder <- harder
} else {
  loadings <- eigen(cor(x), symmetric = TRUE)$vectors[, 1]
  deciding <- which(abs(loadings) >= 1e-8)[1]
  if ((loadings[deciding] > 0) != harder[deciding]) loadings <- -loadings
  index <- as.vector(scale(x) %*% loadings)
  high_is_harder <- TRUE
}
stopifnot("The index differs." = near(index, part$index))

# 3. Quarters within each group, by quantiles of type 7; a school on a cut point is inside the outer quarter, and one that
# is in both outer quarters counts as neither. The hair's breadth is for the rounding of sums.
outer <- function(values, group, high) {
  hair <- 1e-9 * (1 + max(abs(values)))
  lower <- ave(values, group, FUN = function(v) quantile(v, 0.25, type = 7))
  upper <- ave(values, group, FUN = function(v) quantile(v, 0.75, type = 7))
  top <- values >= upper - hair
  bottom <- values <= lower + hair
  if (high) top & !bottom else bottom & !top
}
hardest <- outer(index, part$group, high_is_harder)
highest <- outer(part$result, part$group, better)
lowest <- outer(part$result, part$group, !better)
type <- ifelse(hardest & highest, "resilient", ifelse(hardest & lowest, "struggling", "other"))
stopifnot("The kinds differ." = all(type == part$type))

# 4. The means of the groups, over the schools that take part.
means <- read.csv("means.csv", na.strings = "", stringsAsFactors = FALSE, encoding = "UTF-8", colClasses = c(group = "character"))
for (g in means$group) {
  ours <- c(mean(index[part$group == g]), colMeans(part[part$group == g, c(indicators, "result"), drop = FALSE]))
  theirs <- unlist(means[means$group == g, c("index", indicators, "result")])
  if (!any(is.na(theirs))) stopifnot("The means differ." = near(ours, theirs))
}

# 5. The order of drawing is not made here: it comes from the generator xoshiro128**, which R does not have.
drawn <- part[!is.na(part$drawn) & part$drawn == "yes", ]
cat(nrow(part), "schools take part,", sum(type == "resilient"), "resilient,", sum(type == "struggling"), "struggling.\\n")
cat("Index, kinds and means are those of Reedbed. Drawn, in their order:\\n")
print(drawn[order(drawn$group, drawn$order), c("group", "order", "school", "type", "index", indicators, "result")],
  row.names = FALSE)
`;
