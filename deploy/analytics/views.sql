-- The views of the shop's events. Cloud Logging creates the table of log lines with the first event, and a view needs its
-- table. Until then, this script creates nothing.
--
-- The views read the events as JSON, because Cloud Logging adds a column only when a line has its field, and a view that
-- names a missing column fails.
IF EXISTS (SELECT 1 FROM shopfyp_events.INFORMATION_SCHEMA.TABLES WHERE table_name = "run_googleapis_com_stdout") THEN

-- One row for each product of an event, and one for an event without products. An instance may log an event that another one
-- has logged, so only the first line of an event counts.
CREATE OR REPLACE VIEW shopfyp_events.events AS
WITH lines AS (
  SELECT timestamp AS logged_at, TO_JSON(jsonPayload.event) AS event
  FROM shopfyp_events.run_googleapis_com_stdout
  WHERE jsonPayload.message = "shop event"
),
once AS (
  SELECT event
  FROM lines
  QUALIFY ROW_NUMBER() OVER (PARTITION BY JSON_VALUE(event, "$.event_id") ORDER BY logged_at) = 1
)
SELECT
  JSON_VALUE(event, "$.event_id") AS event_id,
  JSON_VALUE(event, "$.event_name") AS event_name,
  TIMESTAMP(JSON_VALUE(event, "$.event_time")) AS event_time,
  JSON_VALUE(event, "$.query_hash") AS query_hash,
  CAST(CAST(JSON_VALUE(event, "$.results") AS FLOAT64) AS INT64) AS results,
  CAST(JSON_VALUE(event, "$.corrected") AS BOOL) AS corrected,
  JSON_VALUE(event, "$.currency") AS currency,
  JSON_VALUE(item, "$.item_id") AS item_id,
  JSON_VALUE(item, "$.item_category") AS item_category,
  CAST(CAST(JSON_VALUE(item, "$.price") AS FLOAT64) AS INT64) AS price_minor_units,
  CAST(CAST(JSON_VALUE(item, "$.quantity") AS FLOAT64) AS INT64) AS quantity,
  JSON_VALUE(item, "$.item_list_id") AS item_list_id,
  CAST(CAST(JSON_VALUE(item, "$.index") AS FLOAT64) AS INT64) AS position,
  JSON_VALUE(item, "$.reason") AS reason,
  JSON_VALUE(item, "$.snapshot") AS snapshot,
  JSON_VALUE(item, "$.ranker") AS ranker,
  JSON_QUERY(item, "$.arms") AS arms,
  JSON_VALUE(item, "$.card") AS card,
  IFNULL(CAST(JSON_VALUE(item, "$.first") AS BOOL), FALSE) AS first_opened,
  IFNULL(CAST(JSON_VALUE(item, "$.repeat") AS BOOL), FALSE) AS repeated,
  JSON_QUERY(item, "$.first_in") AS first_in,
  CAST(CAST(JSON_VALUE(item, "$.shown_ms") AS FLOAT64) AS INT64) AS shown_ms
FROM once
LEFT JOIN UNNEST(JSON_QUERY_ARRAY(event, "$.items")) AS item;

-- What each list led to, day by day. What follows more than a day after the impression counts for no list, as in the console
-- by default.
CREATE OR REPLACE VIEW shopfyp_events.daily_funnel AS
SELECT
  DATE(event_time) AS day,
  IF(IFNULL(shown_ms, 0) > 86400000, NULL, item_list_id) AS surface,
  COUNTIF(event_name = "view_item_list") AS impressions,
  COUNTIF(event_name = "view_item_list" AND repeated) AS repeats,
  COUNTIF(event_name = "select_item") AS clicks,
  COUNTIF(event_name = "dismiss_item") AS dismissals,
  COUNTIF(event_name = "view_item") AS views,
  COUNTIF(event_name = "add_to_cart") AS baskets,
  COUNTIF(event_name = "begin_checkout") AS checkouts,
  COUNTIF(event_name = "purchase") AS purchases,
  SUM(IF(event_name = "purchase", GREATEST(IFNULL(quantity, 1), 1), 0)) AS units,
  currency,
  SUM(IF(event_name = "purchase", GREATEST(IFNULL(quantity, 1), 1) * IFNULL(price_minor_units, 0), 0)) AS revenue_minor_units
FROM shopfyp_events.events
WHERE item_id IS NOT NULL
GROUP BY day, surface, currency;

END IF;
