### `sunmao demo`: what it says when it runs.

cli-demo-port = The port of this machine to listen on; port 0 takes a free one
cli-demo-keep-in = Keep the demo’s database in this folder; otherwise it is deleted at the end
cli-demo-fresh = Begin with a new database; only together with --data-dir

demo-holds = A sample of { $organizations } organizations, { $needs } needs and { $capabilities } capabilities is matched. Open it at
demo-accounts = It has an account for each kind of organization. For this run their password is { $value }
demo-account = { $role }, { $organization }
demo-staff = The last two look after the site; what they may do is open to them once they set up a second factor.
demo-stop = Stop with Ctrl+C. The sample’s database is deleted then.
demo-stop-kept = Stop with Ctrl+C. The database stays in { $value }.
demo-port-taken = Port { $port } is taken by another program. Stop that program, or choose another port: sunmao demo --port { $other }
demo-cannot-listen = The demo can’t listen on port { $value }. Choose another one with --port.
demo-other-database = { $value } holds a database that is no demo’s. Choose another folder with --data-dir.

role-reader = Reader
role-editor = Editor
role-administrator = Administrator
