//! Accounts: signing up and in, passwords, second factors, sessions, and what people hold on the site.

mod create;
mod data;
mod email;
mod mail;
mod notifications;
mod password;
mod reset;
mod second_factor;
mod session;
mod settings;
mod sign_in;
mod sign_up;

pub use crate::store::memberships::Membership;
pub use crate::store::unreachable::Refused;
pub use create::{AccountError, create, create_staff, set_password, setup, setup_link};
pub use data::{Deleted, delete, export};
pub use email::{
    AddressAsked, AddressChange, LinkRefusal, address_of_link, ask_address, change_address, clear_refusal,
};
pub use mail::{
    MailSettings, change_mail_settings, is_unsubscribe_link, mail_settings, posting_pace, set_posting_pace,
    unsubscribe,
};
pub use notifications::{Notification, notifications, open_notification, purge_told, read_all_notifications};
pub use reset::{Reset, is_reset_link, request_reset, reset};
pub use second_factor::{
    Confirmed, NewFactor, begin_second_factor, confirm_second_factor, new_recovery_codes,
    recovery_codes_left, remove_second_factor,
};
pub use session::{SessionLine, Signed, end_other_sessions, end_session, renew, resume, sessions, sign_out};
pub use settings::{ChangedPassword, act_for, change_password, change_profile};
pub use sign_in::{SecondStep, SignIn, second_step, sign_in};
pub use sign_up::{Confirmation, SignUp, answer_next, confirm, is_sign_up_link, purge, sign_up};

pub(super) use create::insert as insert_account;
pub(super) use password::hash;
pub(super) use session::open as open_session;
