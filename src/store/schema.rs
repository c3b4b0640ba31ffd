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
        credit_code -> Nullable<Text>,
        size -> Nullable<Text>,
        suspended -> Bool,
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
        public_id -> Text,
        staff -> Nullable<Text>,
        suspended_at -> Nullable<Timestamp>,
        totp_secret -> Nullable<Text>,
        totp_step -> Nullable<BigInt>,
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
        secret -> Bool,
        topic -> Text,
        urgency -> Integer,
        thread -> Nullable<Text>,
        in_reply_to -> Nullable<Text>,
        unsubscribe -> Nullable<Text>,
        failed_at -> Nullable<Timestamp>,
        user_id -> Nullable<BigInt>,
        names -> Text,
        ancestors -> Text,
        leased_until -> Nullable<Timestamp>,
        tried_from -> Nullable<Timestamp>,
        unanswered -> Integer,
        stale -> Bool,
    }
}

diesel::table! {
    recovery_codes (id) {
        id -> BigInt,
        user_id -> BigInt,
        code_hash -> Text,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        public_id -> Text,
        token_hash -> Text,
        user_id -> BigInt,
        complete -> Bool,
        renew -> Bool,
        former_hash -> Nullable<Text>,
        former_until -> Nullable<Timestamp>,
        organization_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        address -> Text,
        agent -> Text,
    }
}

diesel::table! {
    registrations (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        language -> Text,
        password_hash -> Text,
        token_hash -> Nullable<Text>,
        asked_at -> Timestamp,
    }
}

diesel::table! {
    reset_requests (id) {
        id -> BigInt,
        email -> Text,
        language -> Text,
        asked_at -> Timestamp,
    }
}

diesel::table! {
    links (id) {
        id -> BigInt,
        token_hash -> Text,
        purpose -> Text,
        user_id -> Nullable<BigInt>,
        expires_at -> Timestamp,
        email -> Nullable<Text>,
    }
}

diesel::table! {
    logos (organization_id) {
        organization_id -> BigInt,
        hash -> Text,
        png -> Binary,
    }
}

diesel::table! {
    mail_domains (organization_id, domain) {
        organization_id -> BigInt,
        domain -> Text,
        confirmed -> Bool,
    }
}

diesel::table! {
    invitations (id) {
        id -> BigInt,
        public_id -> Text,
        token_hash -> Text,
        organization_id -> BigInt,
        email -> Text,
        role -> Text,
        invited_at -> Timestamp,
        expires_at -> Timestamp,
        user_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    join_requests (user_id, organization_id) {
        user_id -> BigInt,
        organization_id -> BigInt,
        asked_at -> Timestamp,
    }
}

diesel::table! {
    verifications (id) {
        id -> BigInt,
        public_id -> Text,
        organization_id -> BigInt,
        asked_by -> Nullable<BigInt>,
        statement -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        asked_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        claimed_by -> Nullable<BigInt>,
        claimed_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    evidence (id) {
        id -> BigInt,
        public_id -> Text,
        verification_id -> BigInt,
        name -> Text,
        media_type -> Text,
        content -> Binary,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        at -> Timestamp,
        actor -> Nullable<Text>,
        action -> Text,
        object -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    audit_origins (audit_id) {
        audit_id -> BigInt,
        address -> Text,
    }
}

diesel::joinable!(postings -> organizations (organization_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(memberships -> organizations (organization_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(invitations -> organizations (organization_id));
diesel::joinable!(join_requests -> users (user_id));
diesel::joinable!(join_requests -> organizations (organization_id));
diesel::joinable!(verifications -> organizations (organization_id));
diesel::joinable!(evidence -> verifications (verification_id));
diesel::table! {
    drafts (id) {
        id -> BigInt,
        public_id -> Text,
        organization_id -> BigInt,
        author_id -> Nullable<BigInt>,
        kind -> Text,
        posting_id -> Nullable<BigInt>,
        fields -> Text,
        revision -> BigInt,
        changed_at -> Timestamp,
        changed_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    versions (id) {
        id -> BigInt,
        posting_id -> BigInt,
        number -> BigInt,
        author_id -> Nullable<BigInt>,
        content -> Text,
        state -> Text,
        message -> Nullable<Text>,
        appeal -> Bool,
        submitted_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        claimed_by -> Nullable<BigInt>,
        claimed_until -> Nullable<Timestamp>,
        attachments -> Text,
        replaced -> Nullable<Text>,
    }
}

diesel::table! {
    lives (posting_id) {
        posting_id -> BigInt,
        expires_at -> Timestamp,
        reminded -> Bool,
        closed_as -> Nullable<Text>,
    }
}

diesel::table! {
    attachments (id) {
        id -> BigInt,
        public_id -> Text,
        organization_id -> BigInt,
        name -> Text,
        media_type -> Text,
        content -> Binary,
        uploaded_at -> Timestamp,
        kept -> Bool,
    }
}

diesel::table! {
    reports (id) {
        id -> BigInt,
        public_id -> Text,
        organization_id -> BigInt,
        posting_id -> Nullable<BigInt>,
        reporter_id -> Nullable<BigInt>,
        ground -> Text,
        words -> Nullable<Text>,
        state -> Text,
        reported_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        claimed_by -> Nullable<BigInt>,
        claimed_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    site_texts (name, language) {
        name -> Text,
        language -> Text,
        markdown -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    reasons (id) {
        id -> BigInt,
        code -> Text,
        text_en -> Nullable<Text>,
        text_zh -> Nullable<Text>,
        retired -> Bool,
    }
}

diesel::table! {
    code_additions (id) {
        id -> BigInt,
        list -> Text,
        code -> Text,
        parent -> Text,
        name_en -> Text,
        name_zh -> Text,
        retired -> Bool,
        added_at -> Timestamp,
    }
}

diesel::table! {
    uploads (id) {
        id -> BigInt,
        public_id -> Text,
        organization_id -> BigInt,
        uploaded_by -> BigInt,
        kind -> Text,
        name -> Text,
        content -> Binary,
        uploaded_at -> Timestamp,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    views (posting_id, day) {
        posting_id -> BigInt,
        day -> Date,
        count -> BigInt,
    }
}

diesel::table! {
    unreachable (email) {
        email -> Text,
        reason -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    mail_settings (user_id) {
        user_id -> BigInt,
        token -> Text,
        time_zone -> Text,
        digest_hour -> Integer,
        quiet_from -> Integer,
        quiet_to -> Integer,
    }
}

diesel::table! {
    mail_paces (user_id, topic) {
        user_id -> BigInt,
        topic -> Text,
        pace -> Text,
    }
}

diesel::table! {
    posting_paces (user_id, posting_id) {
        user_id -> BigInt,
        posting_id -> BigInt,
        pace -> Text,
    }
}

diesel::table! {
    notifications (id) {
        id -> BigInt,
        public_id -> Text,
        user_id -> BigInt,
        topic -> Text,
        event -> Text,
        at -> Timestamp,
        read_at -> Nullable<Timestamp>,
        mail_at -> Nullable<Timestamp>,
        organization_id -> Nullable<BigInt>,
        letter_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    told_pairs (need_id, capability_id) {
        need_id -> BigInt,
        capability_id -> BigInt,
        score -> Integer,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> BigInt,
        public_id -> Text,
        user_id -> BigInt,
        name -> Text,
        query -> Text,
        pace -> Text,
        saved_at -> Timestamp,
        revision -> BigInt,
    }
}

diesel::table! {
    found_postings (search_id, posting_id) {
        search_id -> BigInt,
        posting_id -> BigInt,
    }
}

diesel::joinable!(audit_origins -> audit (audit_id));
diesel::joinable!(drafts -> postings (posting_id));
diesel::joinable!(versions -> postings (posting_id));
diesel::joinable!(lives -> postings (posting_id));
diesel::joinable!(reports -> organizations (organization_id));
diesel::joinable!(views -> postings (posting_id));
diesel::joinable!(posting_paces -> postings (posting_id));
diesel::joinable!(posting_paces -> users (user_id));
diesel::joinable!(mail_settings -> users (user_id));
diesel::joinable!(mail_paces -> users (user_id));
diesel::joinable!(notifications -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(
    organizations,
    postings,
    matches,
    site_state,
    users,
    memberships,
    letters,
    recovery_codes,
    sessions,
    registrations,
    reset_requests,
    links,
    logos,
    mail_domains,
    invitations,
    join_requests,
    verifications,
    evidence,
    audit,
    audit_origins,
    drafts,
    versions,
    lives,
    attachments,
    reports,
    settings,
    site_texts,
    reasons,
    code_additions,
    uploads,
    views,
    unreachable,
    mail_settings,
    mail_paces,
    posting_paces,
    notifications,
    told_pairs,
    saved_searches,
    found_postings,
);
