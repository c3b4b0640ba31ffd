//! What a table shows is what it does, whatever its rows are; and what is wrong comes back to be put right.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use sunmao::domain::version::{Review, VersionState};
use sunmao::domain::{Kind, OrganizationId, Posting, State, UploadId};
use sunmao::flows::writing::bulk::{
    Fate, Format, Plan, Refusal, TakenOver, Wording, plan, take_over, upload, wrong,
};
use sunmao::flows::{Caller, Site};
use sunmao::store::{organizations, postings, versions};

use super::super::institution::people::site;
use super::{cast, decide};
use crate::support::database::on_both;

/// What an organization has: by title, the state, whether a version waits, and what that says.
type Holding = BTreeSet<(String, State, Option<String>)>;

fn holding(site: &Site, organization: OrganizationId) -> Holding {
    let read = site.store().read(|conn| {
        let (owner, _) = organizations::find(conn, organization)?.unwrap();
        let mut holding = Holding::new();
        for stored in postings::all_of(conn, owner)? {
            let newest = versions::newest(conn, stored.row)?.filter(|one| one.state == VersionState::Waiting);
            let waiting = newest.map(|one| format!("{:?}", one.content));
            holding.insert((format!("{:?}", stored.record.posting), stored.record.state, waiting));
        }
        Ok::<_, sunmao::store::StoreError>(holding)
    });
    read.unwrap()
}

fn contents(site: &Site, organization: OrganizationId) -> BTreeMap<String, Posting> {
    let read = site.store().read(|conn| {
        let (owner, _) = organizations::find(conn, organization)?.unwrap();
        postings::all_of(conn, owner)
    });
    let stored = read.unwrap().into_iter();
    stored.map(|stored| (stored.record.reference.unwrap(), stored.record.posting)).collect()
}

fn bring(site: &Site, caller: &Caller, organization: OrganizationId, table: &str) -> (UploadId, Plan) {
    let id = upload(site.store(), caller, organization, Kind::Need, "a.csv", table.into()).unwrap();
    (id, plan(site, caller, id).unwrap())
}

fn take(site: &Site, caller: &Caller, (id, shown): &(UploadId, Plan)) -> TakenOver {
    take_over(site.store(), caller, *id, shown.digest.as_deref().unwrap()).unwrap()
}

/// A row of each kind; what is there already is "Pump" (p-1), published, and "Valve" (p-2), which waits.
const ROWS: [&str; 15] = [
    "N,New one,,7,,",
    ",New without a reference,,,,",
    "N,Another of that reference,,,,",
    ",New without a reference,,,,",
    "p-1,Pump,Changed,,,",
    "p-1,Pump,Changed once more,,,",
    "p-1,Pump,,,,",
    "p-2,Valve,Changed,,,",
    ",Pump,,,,",
    "M,Of others,,,Elsewhere,",
    "p-1,A capability by now,,,,capability",
    "M,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,,,,",
    "M,A wrong level,,99,,",
    ",,,,,",
    "L,The last,,3,,",
];

on_both! {
    fn what_is_shown_is_what_is_done(database) {
        let site = site(database);
        let (cast, mut seen) = (cast(&site), BTreeSet::new());
        let own = cast.organization;
        let first = bring(&site, &cast.zhou, own, "ref,title\np-1,Pump\n");
        assert_eq!(take(&site, &cast.zhou, &first), TakenOver::Done(1));
        let pump = plan(&site, &cast.zhou, first.0).unwrap().rows[0].posting.unwrap();
        decide(&site, pump, &Review::Publish, State::Published);
        let second = bring(&site, &cast.zhou, own, "ref,title\np-2,Valve\n");
        take(&site, &cast.zhou, &second);

        // Rows in several orders, some left out; each table is another one by its titles.
        for turn in 0..6 {
            let mut rows: Vec<String> = (0..ROWS.len())
                .filter(|at| turn == 0 || (at * 7 + turn) % 4 > 0)
                .map(|at| ROWS[(at * [1, 2, 4, 7, 8, 11][turn]) % ROWS.len()])
                .map(|row| row.replace("N,", &format!("n{turn},")).replace("L,", &format!("l{turn},")))
                .map(|row| row.replace("New", &format!("{turn} new")).replace("last", &format!("last {turn}")))
                .collect();
            rows.insert(0, "ref,title,summary,trl,organization,kind".to_owned());
            let shown = bring(&site, &cast.zhou, own, &rows.join("\n"));
            let before = holding(&site, own);
            assert_eq!(plan(&site, &cast.zhou, shown.0).unwrap().rows, shown.1.rows, "looking does nothing");
            assert_eq!(holding(&site, own), before);

            let done = shown.1.rows.iter().filter(|row| row.fate.is_done()).count();
            let taken = take(&site, &cast.zhou, &shown);
            assert_eq!(taken, if done == 0 { TakenOver::Nothing } else { TakenOver::Done(done) });
            assert_eq!(holding(&site, own).difference(&before).count(), done, "turn {turn}: {:?}", shown.1.rows);
            if done == 0 {
                continue;
            }
            let did = plan(&site, &cast.zhou, shown.0).unwrap();
            assert_eq!(did.digest, None);
            assert_eq!(did.problems, shown.1.problems);
            for (planned, did) in shown.1.rows.iter().zip(&did.rows) {
                let fate = format!("{:?}", planned.fate);
                seen.insert(fate.split(['(', '{']).next().unwrap().to_owned());
                assert_eq!((planned.line, planned.fate), (did.line, did.fate));
                let (id, is_new) = (did.posting, planned.fate == Fate::New);
                assert_eq!(is_new, id != planned.fate.posting(), "{did:?}");
                let waits = |id| site.store().read(|conn| {
                    let stored = postings::find(conn, id)?.unwrap();
                    let newest = versions::newest(conn, stored.row)?.unwrap();
                    Ok::<_, sunmao::store::StoreError>((newest.state, newest.content.title))
                });
                if planned.fate.is_done() {
                    let waiting = waits(id.unwrap()).unwrap();
                    assert_eq!(waiting, (VersionState::Waiting, did.title.clone()));
                }
            }
            assert_eq!(take_over(site.store(), &cast.zhou, shown.0, "").unwrap(), TakenOver::Already);
            // So that the pump can be changed anew.
            let newest = site.store().read(|conn| {
                let stored = postings::find(conn, pump)?.unwrap();
                versions::newest(conn, stored.row)
            });
            if newest.unwrap().unwrap().state == VersionState::Waiting {
                let review = Review::Refuse(sunmao::domain::verification::Reason::parse("No.").unwrap());
                decide(&site, pump, &review, State::Published);
            }
        }
        let all = ["Change", "Copy", "New", "Refused", "Repeats", "SameReference", "Unchanged", "Waits"];
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), all, "every kind of row came up");
    }

    fn what_is_corrected_does_what_the_right_table_would_have_done(database) {
        let site = site(database);
        let cast = cast(&site);
        let theirs = cast.outsider.visitor.person().unwrap().memberships[0].0;
        let right = "ref,title,trl,description\nr-1,=Pump,7,\"Two\nlines, \"\"quoted\"\"\"\nr-2,Valve,6,\nr-3,Glue,,x\nr-4,Seal,9,-5 °C\n";
        let wrong_table = right.replace("Valve,6", "Valve,66").replace("Seal,9", "Seal,soon").replace("Glue", &"x".repeat(81));
        let should = bring(&site, &cast.outsider, theirs, right);
        assert_eq!(take(&site, &cast.outsider, &should), TakenOver::Done(4));

        let own = cast.organization;
        let shown = bring(&site, &cast.zhou, own, &wrong_table);
        assert_eq!(shown.1.rows[1].fate, Fate::Refused(Refusal::LongTitle));
        assert_eq!((take(&site, &cast.zhou, &shown), shown.1.problems.len()), (TakenOver::Done(1), 2));
        let wording = Wording { heading: "What is wrong".to_owned(), cut: "cut".to_owned() };
        let errors = |format| {
            let say = |plan: &Plan| {
                let refused = plan.rows.iter().filter(|row| row.fate.is_wrong()).map(|row| row.line);
                refused.chain(plan.problems.iter().map(|one| one.line)).map(|line| (line, "=why".to_owned())).collect()
            };
            wrong(&site, &cast.zhou, shown.0, format, &wording, say).unwrap()
        };
        let put_right = |cell: &str| match cell {
            "66" => "6".to_owned(),
            "soon" => "9".to_owned(),
            long if long.len() == 81 => "Glue".to_owned(),
            same => same.to_owned(),
        };
        let csv = String::from_utf8(errors(Format::Csv)).unwrap();
        let csv = csv.replace(",66,", ",6,").replace(",soon,", ",9,").replace(&"x".repeat(81), "Glue");
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let mut read: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(errors(Format::Xlsx))).unwrap();
        for (row, cells) in (0..).zip(read.worksheet_range_at(0).unwrap().unwrap().rows()) {
            for (column, cell) in (0..).zip(cells) {
                let Data::String(text) = cell else { continue };
                sheet.write_string(row, column, put_right(text)).unwrap();
            }
        }
        let workbook = workbook.save_to_buffer().unwrap();
        let store = site.store();
        let same = upload(store, &cast.zhou, own, Kind::Need, "a.xlsx", workbook).unwrap();
        let same = plan(&site, &cast.zhou, same).unwrap();
        let again = bring(&site, &cast.zhou, own, &csv);
        let fates = |plan: &Plan| plan.rows.iter().map(|row| (row.title.clone(), row.fate)).collect::<Vec<_>>();
        assert_eq!(fates(&same), fates(&again.1), "a workbook holds what a text does");
        assert_eq!(take(&site, &cast.zhou, &again), TakenOver::Done(3));
        assert_eq!(contents(&site, own), contents(&site, theirs));
    }
}
