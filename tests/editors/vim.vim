" Drives a real Vim with ALE: findings arrive at the right columns, a quick fix mends them, and they go.
" The settings of the user's guide are loaded here. What happened is written to a file, for a silent Vim prints nothing.
set nocompatible encoding=utf-8 hidden nomore
filetype plugin on
let g:ale_lint_delay = 20
let g:ale_linters = {'markdown': ['pm-lint']}
runtime plugin/ale.vim
let s:said = []

function! s:Wait(what, Condition) abort
  for l:turn in range(600)
    if a:Condition()
      return
    endif
    sleep 50m
  endfor
  throw 'nothing came: ' . a:what
endfunction

function! s:Found() abort
  return filter(copy(ale#engine#GetLoclist(bufnr(''))), {_, one -> get(one, 'code', '') ==# 'unused-suppression'})
endfunction

function! s:Take(data, items) abort
  for l:item in a:items
    if l:item[1].title ==# 'Remove the unused suppression'
      call ale#codefix#ApplyLSPCodeAction(a:data, l:item[1])
      let s:taken = 1
    endif
  endfor
endfunction

function! s:Main() abort
  execute 'source' fnameescape($PM_LINT_SETTINGS)
  execute 'edit' fnameescape($PM_LINT_DOCUMENT)
  set filetype=markdown
  ALELint
  call s:Wait('findings', {-> !empty(s:Found())})
  let l:one = s:Found()[0]
  call add(s:said, printf('found %d:%d-%d:%d', l:one.lnum, l:one.col, l:one.end_lnum, l:one.end_col))
  call cursor(l:one.lnum, l:one.col)
  let s:taken = 0
  call ale#codefix#Execute(0, function('s:Take'))
  call s:Wait('a quick fix', {-> s:taken})
  call add(s:said, 'text ' . json_encode(getline(1, '$')))
  ALELint
  call s:Wait('an end of the findings', {-> empty(s:Found())})
  call add(s:said, 'gone')
  ALEStopAllLSPs
  call add(s:said, 'stopped')
endfunction

try
  call s:Main()
catch
  call add(s:said, 'failed ' . v:exception . ' at ' . v:throwpoint)
endtry
call writefile(s:said, $PM_LINT_SAID)
qall!
