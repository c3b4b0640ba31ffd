//! The audit trail: what it keeps, how it is looked through, and that it stays as it is.

use chrono::{TimeDelta, Utc};
use sunmao::domain::account::Staff;
use sunmao::domain::audit::Deed;
use sunmao::flows::account;
use sunmao::flows::staff::people::{restore, set_staff, suspend};
use sunmao::flows::staff::trail::{ExportFormat, Filter, export, list};

use super::super::institution::people::{PASSWORD, founded, resumed, sign_up, site};
use super::{administrator, id_of, now, reason};
use crate::support::database::on_both;

on_both! {
    fn the_trail_is_looked_through_by_who_what_whom_and_when(database) {
        let site = site(database);
        let store = site.store();
        let admin = administrator(&site);
        let token = sign_up(&site, "zhou@lab.example", "Zhou Min");
        let zhou = resumed(&site, &token);
        let lab = founded(&site, &zhou, "Jianan Lab");
        let id = id_of(&zhou);
        let between = Utc::now();
        set_staff(&site, &now(&admin), id, Some(Staff::Moderator), &reason("Yes")).unwrap();
        let after = Utc::now();

        let shown = |filter: &Filter| {
            let trail = list(store, &admin, filter, 1).unwrap();
            assert_eq!(trail.entries.items.len(), trail.entries.total);
            trail.entries.items.iter().map(|entry| entry.deed).collect::<Vec<_>>()
        };
        let any = Filter::default;
        let all = shown(&any());
        assert_eq!(all[0], Deed::StaffChanged, "newest first");
        assert_eq!(shown(&Filter { actor: Some(id_of(&admin)), deed: Some(Deed::StaffChanged), ..any() }).len(), 1);
        assert!(shown(&Filter { actor: Some(id), deed: Some(Deed::StaffChanged), ..any() }).is_empty());
        assert_eq!(shown(&Filter { object: Some(lab.to_string()), ..any() }), [Deed::OrganizationFounded]);
        assert_eq!(shown(&Filter { from: Some(between), ..any() }), [Deed::StaffChanged]);
        assert_eq!(shown(&Filter { until: Some(between), ..any() }).len(), all.len() - 1);
        assert!(shown(&Filter { from: Some(after), ..any() }).is_empty());

        // Names are those of today; who is gone has none.
        let founding = Filter { object: Some(lab.to_string()), ..any() };
        let parties = list(store, &admin, &founding, 1).unwrap().parties;
        assert_eq!(parties.person(id).unwrap().as_str(), "Zhou Min");
        assert!(parties.organization(lab).is_some());
        let deleted = account::delete(&site, &resumed(&site, &token), PASSWORD).unwrap();
        assert_eq!(deleted, account::Deleted::Done);
        let trail = list(store, &admin, &founding, 1).unwrap();
        assert_eq!(trail.entries.items[0].actor, Some(id), "the entry stays");
        assert_eq!((trail.parties.person(id), trail.entries.items[0].address), (None, None));
    }

    fn pages_have_fifty_entries(database) {
        let site = site(database);
        let admin = administrator(&site);
        let id = id_of(&resumed(&site, &sign_up(&site, "zhou@lab.example", "Zhou Min")));
        for _ in 0..26 {
            suspend(&site, &admin, id, &reason("On")).unwrap();
            restore(&site, &admin, id, &reason("Off")).unwrap();
        }
        let filter = Filter { object: Some(id.to_string()), actor: Some(id_of(&admin)), ..Filter::default() };
        let page = |number| list(site.store(), &admin, &filter, number).unwrap().entries;
        let (first, second, beyond) = (page(1), page(2), page(3));
        assert_eq!((first.items.len(), first.total, first.pages), (50, 52, 2));
        assert_eq!((second.items.len(), second.items[1].deed), (2, Deed::PersonSuspended));
        assert_eq!((beyond.page, beyond.items), (2, second.items));
    }

    fn an_export_holds_what_the_filter_lets_through_and_is_recorded(database) {
        let site = site(database);
        let store = site.store();
        let admin = administrator(&site);
        let id = id_of(&resumed(&site, &sign_up(&site, "zhou@lab.example", "Zhou Min")));
        suspend(&site, &admin, id, &reason("=HYPERLINK(\"https://evil.example\")\nand more")).unwrap();
        let filter = Filter { deed: Some(Deed::PersonSuspended), from: Some(Utc::now() - TimeDelta::days(1)), ..Filter::default() };

        let csv = String::from_utf8(export(store, &admin, &filter, ExportFormat::Csv).unwrap()).unwrap();
        let rows = csv.strip_prefix('\u{FEFF}').unwrap();
        assert!(rows.starts_with("at,actor,deed,object,before,after,reason,address\n"), "{rows}");
        assert!(rows.contains(&format!("Z,{},person-suspended,{id},,,", id_of(&admin))), "{rows}");
        assert!(rows.contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\nand more\",203.0.113.7"), "{rows}");
        assert!(!rows.contains("zhou@") && !rows.contains("Zhou"), "identifiers only: {rows}");
        let jsonl = String::from_utf8(export(store, &admin, &filter, ExportFormat::Jsonl).unwrap()).unwrap();
        let lines: Vec<serde_json::Value> =
            jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0]["reason"], "=HYPERLINK(\"https://evil.example\")\nand more");
        assert_eq!(lines[0]["object"], id.to_string());

        let recorded = Filter { deed: Some(Deed::AuditExported), ..Filter::default() };
        let entries = list(store, &admin, &recorded, 1).unwrap().entries.items;
        assert_eq!(entries.len(), 2);
        let after = entries[1].after.as_deref().unwrap();
        assert!(after.starts_with("csv deed=person-suspended from="), "{after}");
        assert_eq!(entries[1].actor, Some(id_of(&admin)));
        // An export is in the trail before it is made.
        let own = export(store, &admin, &recorded, ExportFormat::Jsonl).unwrap();
        assert_eq!(own.iter().filter(|byte| **byte == b'\n').count(), 3);
    }

    fn entries_are_never_changed_nor_deleted(database) {
        let site = site(database);
        let admin = administrator(&site);
        let before = list(site.store(), &admin, &Filter::default(), 1).unwrap().entries;
        assert!(before.total > 0);
        for sql in [
            "UPDATE audit SET reason = 'none'",
            "UPDATE audit SET actor = NULL WHERE id = 1",
            "DELETE FROM audit",
            "DELETE FROM audit WHERE id = 1",
        ] {
            let refused = database.try_execute(sql).unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
        if database.url().is_some() {
            assert!(database.try_execute("TRUNCATE audit CASCADE").is_err());
        }
        assert_eq!(list(site.store(), &admin, &Filter::default(), 1).unwrap().entries, before);
    }
}
