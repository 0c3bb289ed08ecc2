// One contact out of two that are the same person.
#pragma once

#include "contact/contact.h"

namespace kartei {

// `existing` updated by what `incoming` knows: each field that incoming has replaces the existing
// one, an empty field never erases; tags are united, attributes merged by name; id, created_at,
// source and deleted_at stay. The derived fields follow their sources. updated_at is left alone.
Contact merge_update(const Contact& existing, const Contact& incoming);

// `existing` with what it has not: a field that it has stays as it is.
Contact merge_gaps(const Contact& existing, const Contact& incoming);

}  // namespace kartei
