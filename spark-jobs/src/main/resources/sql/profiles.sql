-- One row per point, layer, epoch and atom: the layer's PID profile, in bits, with the number of
-- trials, mean, standard deviation and half-width of the 95 % confidence interval over the seeds.
SELECT axes.point_id, axes.* EXCEPT (point_id, point),
       summaries.layer, summaries.epoch, summaries.is_last, summaries.name AS atom,
       summaries.trials, summaries.mean, summaries.sd, summaries.half_width
FROM summaries
JOIN axes ON axes.point_id = summaries.point_id
WHERE summaries.source = 'profile'
ORDER BY axes.point, summaries.layer, summaries.epoch, summaries.name
