//! The tables as diesel sees them; the same on both databases (see `migrations/`).

diesel::table! {
    organizations (id) {
        id -> BigInt,
        public_id -> Text,
        reference -> Nullable<Text>,
        kind -> Text,
        name_en -> Nullable<Text>,
        name_zh -> Nullable<Text>,
        region -> Nullable<Text>,
        industries -> Text,
        disciplines -> Text,
        website -> Nullable<Text>,
        description_en -> Nullable<Text>,
        description_zh -> Nullable<Text>,
        verified -> Bool,
        revision -> BigInt,
    }
}

diesel::table! {
    postings (id) {
        id -> BigInt,
        public_id -> Text,
        reference -> Nullable<Text>,
        organization_id -> BigInt,
        kind -> Text,
        state -> Text,
        disclosure -> Text,
        published_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        language -> Text,
        title -> Text,
        summary -> Nullable<Text>,
        description -> Nullable<Text>,
        keywords -> Text,
        must_haves -> Text,
        nice_to_haves -> Text,
        evidence -> Text,
        trl -> Nullable<Integer>,
        forms -> Text,
        industries -> Text,
        disciplines -> Text,
        strategic_industries -> Text,
        region -> Nullable<Text>,
        remote -> Nullable<Bool>,
        budget_min -> Nullable<BigInt>,
        budget_max -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        period_months -> Nullable<Integer>,
        ip -> Nullable<Text>,
        deadline -> Nullable<Date>,
        revision -> BigInt,
    }
}

diesel::table! {
    matches (need_id, capability_id) {
        need_id -> BigInt,
        capability_id -> BigInt,
        total -> Double,
        topic -> Nullable<Double>,
        chain -> Nullable<Double>,
        stage -> Nullable<Double>,
        form -> Nullable<Double>,
        region -> Nullable<Double>,
        terms -> Nullable<Double>,
        engine_version -> Text,
        computed_at -> Timestamp,
        inferred -> Text,
        for_need -> Integer,
        for_capability -> Integer,
        weights -> Text,
        inputs -> Text,
        need_holds -> Bool,
        capability_holds -> Bool,
    }
}

diesel::table! {
    site_state (id) {
        id -> Integer,
        postings_revision -> BigInt,
        matches_revision -> BigInt,
        matches_engine -> Text,
        lease_owner -> Nullable<Text>,
        leased_until -> Nullable<Timestamp>,
        identity -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        email -> Text,
        password_hash -> Text,
        name -> Text,
        language -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    memberships (user_id, organization_id) {
        user_id -> BigInt,
        organization_id -> BigInt,
        role -> Text,
    }
}

diesel::table! {
    letters (id) {
        id -> BigInt,
        message_id -> Text,
        recipient -> Text,
        recipient_name -> Text,
        subject -> Text,
        body_text -> Text,
        body_html -> Text,
        written_at -> Timestamp,
        due_at -> Nullable<Timestamp>,
        attempts -> Integer,
        sent_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
    }
}

diesel::joinable!(postings -> organizations (organization_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(memberships -> organizations (organization_id));

diesel::allow_tables_to_appear_in_same_query!(
    organizations,
    postings,
    matches,
    site_state,
    users,
    memberships,
    letters,
);
