-- Not written: the trials that ended well. One that ended early, having reached its aim, goes on with
-- its last report in every later epoch that another trial of its point reports: so a mean over seeds
-- is always one over the same trials, and does not fall when the best of them are done.
WITH reported AS (
  SELECT point_id, array_sort(array_distinct(flatten(collect_list(epochs.epoch)))) AS all_epochs
  FROM trials
  WHERE status = 'OK'
  GROUP BY point_id
),
ended AS (
  SELECT trials.*, reported.all_epochs, try_element_at(epochs, -1) AS last
  FROM trials
  JOIN reported ON reported.point_id = trials.point_id
  WHERE status = 'OK'
)
SELECT * EXCEPT (all_epochs, last, epochs),
       concat(epochs, transform(filter(all_epochs, x -> x > last.epoch),
                                x -> named_struct('epoch', x, 'scores', last.scores,
                                                  'layers', last.layers))) AS epochs
FROM ended
