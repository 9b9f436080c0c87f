-- Drives a real Neovim: findings arrive at the right columns, a quick fix mends them, and they go.
-- The settings of the user's guide are loaded before; the document is open when this runs.
local function wait(what, condition)
  if not vim.wait(30000, condition, 20) then
    error("nothing came: " .. what)
  end
end

local function found()
  return vim.tbl_filter(function(one)
    return one.code == "unused-suppression"
  end, vim.diagnostic.get(0))
end

local function main()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.PM_LINT_DOCUMENT))
  vim.cmd("set filetype=markdown")
  wait("findings", function() return #found() > 0 end)
  local one = found()[1]
  print(string.format("found %d:%d-%d:%d", one.lnum, one.col, one.end_lnum, one.end_col))
  local parameters = {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    range = one.user_data.lsp.range or { start = { line = one.lnum, character = 0 }, ["end"] = { line = one.lnum, character = 99 } },
    context = { diagnostics = {} },
  }
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/codeAction", parameters, 30000)) do
    for _, action in ipairs(answer.result or {}) do
      if action.title == "Remove the unused suppression" then
        vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
      end
    end
  end
  print("text " .. vim.fn.json_encode(vim.api.nvim_buf_get_lines(0, 0, -1, false)))
  wait("an end of the findings", function() return #found() == 0 end)
  print("gone")
  local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  vim.lsp.stop_client(clients)
  wait("an end of the server", function() return #(vim.lsp.get_clients or vim.lsp.get_active_clients)() == 0 end)
  print("stopped")
end

-- What Neovim 0.7 has under other names.
if not vim.lsp.start then
  vim.lsp.start = function(config)
    local id = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(0, id)
    return id
  end
end
dofile(vim.env.PM_LINT_SETTINGS)
local ok, message = pcall(main)
if not ok then
  print("failed " .. tostring(message))
end
vim.cmd("qall!")
