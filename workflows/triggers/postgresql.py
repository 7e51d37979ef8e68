# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The triggers in PostgreSQL's words. {t} a subject's table, {k} its kind, {i} its initial state, {r} the records.

Every refusal has the SQLSTATE of an integrity violation, so that Django raises IntegrityError as on SQLite.
"""

KINDS_NAMES = ("mati_records_kind",)
KEEP_NAMES = ("mati_{t}_kept",)
BIND_NAMES = (
    "mati_{t}_begins",
    "mati_{t}_stays",
    "mati_{t}_moves",
    "mati_{t}_record",
    "mati_{t}_begun",
    "mati_{t}_moved",
    "mati_{t}_defined",
)
FIND = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"

KINDS = """
CREATE TABLE workflows_kind (kind text PRIMARY KEY);
CREATE FUNCTION mati_records_kind() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF EXISTS (SELECT 1 FROM workflows_kind WHERE kind = NEW.subject_type) THEN RETURN NEW; END IF;
 RAISE EXCEPTION 'a record is of a bound kind, not %', NEW.subject_type
  USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER mati_records_kind BEFORE INSERT ON {r} FOR EACH ROW EXECUTE FUNCTION mati_records_kind();
"""
UNKINDS = """
DROP TRIGGER mati_records_kind ON {r};
DROP FUNCTION mati_records_kind();
DROP TABLE workflows_kind;
"""

KEEP = """
CREATE FUNCTION mati_{t}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 RAISE EXCEPTION 'the rows of {t} are kept' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER mati_{t}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {t} EXECUTE FUNCTION mati_{t}_kept();
"""
UNKEEP = """
DROP TRIGGER mati_{t}_kept ON {t};
DROP FUNCTION mati_{t}_kept();
"""

FIX_NAMES = ("mati_{t}_fixed",)
FIX = """
CREATE FUNCTION mati_{t}_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 RAISE EXCEPTION 'the content of {t} is fixed' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER mati_{t}_fixed BEFORE UPDATE ON {t} FOR EACH ROW
 WHEN (OLD.state IN ({states}) AND ({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION mati_{t}_fixed();
"""
UNFIX = """
DROP TRIGGER mati_{t}_fixed ON {t};
DROP FUNCTION mati_{t}_fixed();
"""

BIND = """
INSERT INTO workflows_kind VALUES ('{k}');

CREATE FUNCTION mati_{t}_law() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF TG_OP = 'INSERT' THEN
  IF NEW.state = '{i}' AND NEW.version = 0 THEN RETURN NEW; END IF;
 ELSIF TG_OP = 'UPDATE' THEN
  IF NEW.id = OLD.id AND NEW.version = OLD.version + 1 AND EXISTS (
   SELECT 1 FROM {r} WHERE subject_type = '{k}' AND subject_id = OLD.id AND seq = NEW.version
   AND source = OLD.state AND target = NEW.state) THEN RETURN NEW; END IF;
 END IF;
 RAISE EXCEPTION '{k}: refused % without its record', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER mati_{t}_begins BEFORE INSERT OR DELETE ON {t} FOR EACH ROW EXECUTE FUNCTION mati_{t}_law();
CREATE TRIGGER mati_{t}_stays BEFORE TRUNCATE ON {t} EXECUTE FUNCTION mati_{t}_law();
CREATE TRIGGER mati_{t}_moves BEFORE UPDATE ON {t} FOR EACH ROW
 WHEN ((OLD.state, OLD.version, OLD.id) IS DISTINCT FROM (NEW.state, NEW.version, NEW.id))
 EXECUTE FUNCTION mati_{t}_law();

CREATE FUNCTION mati_{t}_record() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF EXISTS (SELECT 1 FROM {t} WHERE id = NEW.subject_id AND version = NEW.seq - 1 AND state = NEW.source)
  AND NEW.prev_hash = coalesce((SELECT hash FROM {r} WHERE subject_type = '{k}'
   AND subject_id = NEW.subject_id AND seq = NEW.seq - 1), '{z}')
  AND NEW.hash = encode(sha256(convert_to(NEW.canonical, 'UTF8')), 'hex')
  AND NEW.canonical::jsonb = jsonb_build_object(
   'actor', NEW.actor_id, 'at', to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
   'content_version', NEW.content_version, 'delegation', NEW.delegation, 'facts', NEW.facts, 'note', NEW.note,
   'on_behalf_of', NEW.on_behalf_of_id, 'prev_hash', NEW.prev_hash, 'request_id', NEW.request_id::text,
   'seq', NEW.seq, 'source', NEW.source, 'subject_id', NEW.subject_id, 'subject_type', NEW.subject_type,
   'target', NEW.target, 'transition', NEW.transition)
 THEN RETURN NEW; END IF;
 RAISE EXCEPTION '{k}: a record continues its chain' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER mati_{t}_record BEFORE INSERT ON {r} FOR EACH ROW WHEN (NEW.subject_type = '{k}')
 EXECUTE FUNCTION mati_{t}_record();

CREATE FUNCTION mati_{t}_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF EXISTS (SELECT 1 FROM {t} WHERE id = NEW.subject_id AND version >= NEW.seq) THEN RETURN NULL; END IF;
 RAISE EXCEPTION '{k}: a record without its move' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE CONSTRAINT TRIGGER mati_{t}_moved AFTER INSERT ON {r} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
 WHEN (NEW.subject_type = '{k}') EXECUTE FUNCTION mati_{t}_moved();

CREATE FUNCTION mati_{t}_begun() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF NOT EXISTS (SELECT 1 FROM {t} WHERE id = NEW.id AND version = 0) THEN RETURN NULL; END IF;
 RAISE EXCEPTION '{k}: a subject without its first record' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE CONSTRAINT TRIGGER mati_{t}_begun AFTER INSERT ON {t} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
 EXECUTE FUNCTION mati_{t}_begun();
"""
UNBIND = """
DROP TRIGGER mati_{t}_begins ON {t};
DROP TRIGGER mati_{t}_stays ON {t};
DROP TRIGGER mati_{t}_moves ON {t};
DROP TRIGGER mati_{t}_begun ON {t};
DROP TRIGGER mati_{t}_record ON {r};
DROP TRIGGER mati_{t}_moved ON {r};
DROP FUNCTION mati_{t}_law();
DROP FUNCTION mati_{t}_record();
DROP FUNCTION mati_{t}_moved();
DROP FUNCTION mati_{t}_begun();
DELETE FROM workflows_kind WHERE kind = '{k}';
"""

DEFINE = """
CREATE FUNCTION mati_{t}_defined() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF EXISTS (SELECT 1 FROM {r} WHERE subject_type = '{k}' AND subject_id = OLD.id AND seq = NEW.version
  AND NEW.version = OLD.version + 1 AND transition = 'migrate'
  AND facts->'from' = to_jsonb(OLD.definition) AND facts->'to' = to_jsonb(NEW.definition)) THEN RETURN NEW; END IF;
 RAISE EXCEPTION '{k}: another definition needs its record' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER mati_{t}_defined BEFORE UPDATE ON {t} FOR EACH ROW
 WHEN (OLD.definition IS DISTINCT FROM NEW.definition) EXECUTE FUNCTION mati_{t}_defined();
"""
UNDEFINE = """
DROP TRIGGER mati_{t}_defined ON {t};
DROP FUNCTION mati_{t}_defined();
"""
