-- One row per point, epoch and score: the learning curves, with the number of trials that have the
-- score, mean, standard deviation and half-width of the 95 % confidence interval over the seeds.
SELECT axes.point_id, axes.* EXCEPT (point_id, point),
       summaries.epoch, summaries.name AS score, summaries.trials,
       summaries.mean, summaries.sd, summaries.half_width
FROM summaries
JOIN axes ON axes.point_id = summaries.point_id
WHERE summaries.source = 'curve'
ORDER BY axes.point, summaries.epoch, summaries.name
