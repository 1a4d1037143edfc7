-- occupation_health_note: the source's words beside the health conditions; a row if there is such an occupation. :id.
SELECT health_note AS note FROM occupation WHERE id = :id;
