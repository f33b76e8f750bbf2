-- Not written: what most tables select from. One row per sample of values over a point's seeds: their
-- number, mean, standard deviation and half-width of the 95 % confidence interval (NULL with one
-- seed). The source tells which sample:
--   end      a score at the end of training, or convergence_epoch
--   curve    a score after an epoch
--   profile  an atom of a layer after an epoch: the mean over its neurons, in bits
-- Only trials that ended well count. Sums run in the order of the seeds, whichever trial came first:
-- equal to the last bit every time.
--
-- convergence_epoch of a trial: the first reported epoch from which on the sweep's measure stays
-- within 2 % of the range that it covered during training, around its last value. Trials with fewer
-- than two reports of it, or whose range is not finite, have none.
WITH measured AS (
  SELECT point_id, seed, report.epoch AS epoch, try_element_at(report.scores, :measure) AS value
  FROM trials LATERAL VIEW explode(epochs) AS report
  WHERE status = 'OK'
),
ranged AS (
  SELECT *, count(*) OVER trial AS reports, max_by(value, epoch) OVER trial AS last,
         0.02D * (max(value) OVER trial - min(value) OVER trial) AS tolerance
  FROM measured
  WHERE value IS NOT NULL
  WINDOW trial AS (PARTITION BY point_id, seed)
),
unsettled AS (
  SELECT point_id, seed, epoch,
         max(if(abs(value - last) > tolerance, epoch, -1))
           OVER (PARTITION BY point_id, seed) AS until
  FROM ranged
  WHERE reports >= 2 AND tolerance < double('Infinity')
),
samples AS (
  SELECT point_id, 'end' AS source, string(NULL) AS layer, int(NULL) AS epoch, score AS name,
         true AS is_last, seed, value
  FROM completed LATERAL VIEW explode(scores) AS score, value
  UNION ALL
  SELECT point_id, 'end', NULL, NULL, 'convergence_epoch', true, seed, double(min(epoch))
  FROM unsettled
  WHERE epoch > until
  GROUP BY point_id, seed
  UNION ALL
  SELECT point_id, 'curve', NULL, report.epoch, score,
         report.epoch = element_at(epochs.epoch, -1), seed, value
  FROM completed
  LATERAL VIEW explode(epochs) AS report
  LATERAL VIEW explode(report.scores) AS score, value
  UNION ALL
  SELECT point_id, 'profile', layer_report.layer, report.epoch, atom,
         report.epoch = element_at(epochs.epoch, -1), seed, bits
  FROM completed
  LATERAL VIEW explode(epochs) AS report
  LATERAL VIEW explode(report.layers) AS layer_report
  LATERAL VIEW explode(layer_report.atoms) AS atom, bits
),
sampled AS (
  SELECT point_id, source, layer, epoch, name, max(is_last) AS is_last,
         array_sort(collect_list(struct(seed, value))).value AS sample
  FROM samples
  GROUP BY point_id, source, layer, epoch, name
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
)
SELECT point_id, source, layer, epoch, name, is_last, n AS trials, mean, sd,
       student_t_975(n - 1) * sd / sqrt(n) AS half_width
FROM spread
