-- One row per trial, epoch and score.
SELECT trials.trial_id, axes.* EXCEPT (point_id, point), trials.seed, report.epoch, score, value
FROM trials
JOIN axes ON axes.point_id = trials.point_id
LATERAL VIEW explode(trials.epochs) AS report
LATERAL VIEW explode(report.scores) AS score, value
ORDER BY axes.point, trials.seed, report.epoch, score
