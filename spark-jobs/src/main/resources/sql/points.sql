-- One row per point of the sweep, in the plan's order: its axes, how many trials it has and how many
-- of them failed or diverged; for each score, and for the epoch of convergence, mean, standard
-- deviation and half-width of the 95 % confidence interval over the seeds (NULL with one seed); the
-- mean atoms of each layer at the end.
WITH counted AS (
  SELECT point_id, count(*) AS trials, count_if(status <> 'OK') AS failed
  FROM trials
  GROUP BY point_id
),
scored AS (
  SELECT *
  FROM (SELECT point_id, name, mean, sd, half_width FROM summaries WHERE source = 'end')
  PIVOT (first(mean) AS mean, first(sd) AS sd, first(half_width) AS half_width
         FOR name IN (${scores}, 'convergence_epoch'))
),
profiled AS (
  SELECT point_id, array_sort(collect_list(struct(layer, name AS atom, mean AS bits))) AS atoms
  FROM summaries
  WHERE source = 'profile' AND is_last
  GROUP BY point_id
)
SELECT axes.point_id, axes.* EXCEPT (point_id, point),
       coalesce(counted.trials, 0) AS trials, coalesce(counted.failed, 0) AS failed,
       scored.* EXCEPT (point_id),
       profiled.atoms
FROM axes
LEFT JOIN counted ON counted.point_id = axes.point_id
LEFT JOIN scored ON scored.point_id = axes.point_id
LEFT JOIN profiled ON profiled.point_id = axes.point_id
ORDER BY axes.point
