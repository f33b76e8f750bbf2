-- One row per point of the sweep, in the plan's order: its axes, how many trials it has and how many
-- of them failed or diverged; for each score mean, standard deviation and half-width of the 95 %
-- confidence interval over the seeds (NULL with one seed); the mean atoms of each layer at the end.
-- Sums run in the order of the seeds, whichever trial came first: equal to the last bit every time.
WITH counted AS (
  SELECT point_id, count(*) AS trials, count_if(status <> 'OK') AS failed
  FROM trials
  GROUP BY point_id
),
sampled AS (
  SELECT point_id, score,
         transform(array_sort(collect_list(struct(seed, value))), s -> s.value) AS sample
  FROM trials LATERAL VIEW explode(scores) AS score, value
  WHERE status = 'OK'
  GROUP BY point_id, score
),
averaged AS (
  SELECT *, size(sample) AS n, aggregate(sample, 0D, (sum, x) -> sum + x) / size(sample) AS mean
  FROM sampled
),
spread AS (
  SELECT *,
         sqrt(aggregate(sample, 0D, (sum, x) -> sum + (x - mean) * (x - mean))
              / nullif(n - 1, 0)) AS sd
  FROM averaged
),
scored AS (
  SELECT *
  FROM (SELECT point_id, score, mean, sd,
               student_t_quantile(0.975D, n - 1) * sd / sqrt(n) AS half_width
        FROM spread)
  PIVOT (first(mean) AS mean, first(sd) AS sd, first(half_width) AS half_width
         FOR score IN (${scores}))
),
atoms_by_seed AS (
  SELECT point_id, report.layer, atom,
         transform(array_sort(collect_list(struct(seed, bits))), s -> s.bits) AS sample
  FROM trials
  LATERAL VIEW explode(get(epochs, size(epochs) - 1).layers) AS report
  LATERAL VIEW explode(report.atoms) AS atom, bits
  WHERE status = 'OK'
  GROUP BY point_id, report.layer, atom
),
atoms_by_point AS (
  SELECT point_id,
         array_sort(collect_list(struct(
           layer, atom,
           aggregate(sample, 0D, (sum, x) -> sum + x) / size(sample) AS bits))) AS atoms
  FROM atoms_by_seed
  GROUP BY point_id
)
SELECT axes.point_id, axes.* EXCEPT (point_id, point),
       coalesce(counted.trials, 0) AS trials, coalesce(counted.failed, 0) AS failed,
       scored.* EXCEPT (point_id),
       atoms_by_point.atoms
FROM axes
LEFT JOIN counted ON counted.point_id = axes.point_id
LEFT JOIN scored ON scored.point_id = axes.point_id
LEFT JOIN atoms_by_point ON atoms_by_point.point_id = axes.point_id
ORDER BY axes.point
