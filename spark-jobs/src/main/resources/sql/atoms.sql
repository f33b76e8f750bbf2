-- One row per trial, epoch, layer and atom: the mean over the layer's neurons, in bits.
SELECT trials.trial_id, axes.* EXCEPT (point_id, point), trials.seed,
       report.epoch, layer_report.layer, atom, bits
FROM trials
JOIN axes ON axes.point_id = trials.point_id
LATERAL VIEW explode(trials.epochs) AS report
LATERAL VIEW explode(report.layers) AS layer_report
LATERAL VIEW explode(layer_report.atoms) AS atom, bits
ORDER BY axes.point, trials.seed, report.epoch, layer_report.layer, atom
